def paginate_all(session, url, params=None):
    """Generic paginator for any Atlar list endpoint."""
    all_items = []
    token = ""
    base_params = params or {}
    while True:
        p = {**base_params, "limit": 500}
        if token:
            p["token"] = token
        resp = session.get(url, params=p)
        resp.raise_for_status()
        data = resp.json()
        all_items.extend(data["items"])
        if not data["nextToken"]:
            break
        token = data["nextToken"]
    return all_items
