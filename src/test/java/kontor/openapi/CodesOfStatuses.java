package kontor.openapi;

import java.util.Set;

/**
 * Codes of {@code docs/errors.csv} that no operation lists, since each may answer with them: those
 * of its shape, of its headers, of who calls and how often, of a server in need.
 */
public final class CodesOfStatuses {

    public static final Set<String> ALL =
            Set.of(
                    "invalid_value",
                    "required",
                    "invalid_json",
                    "invalid_encoding",
                    "incomplete_body",
                    "malformed_request",
                    "repeated_header",
                    "misspelt_header",
                    "unknown_member",
                    "invalid_token",
                    "idempotency_key_reused",
                    "idempotency_key_in_use",
                    "unauthorized",
                    "permission_missing",
                    "role_limited",
                    "not_found",
                    "method_not_allowed",
                    "not_acceptable",
                    "body_too_slow",
                    "deleted",
                    "stale_version",
                    "body_too_large",
                    "unsupported_media_type",
                    "if_match_required",
                    "rate_limited",
                    "too_many_failures",
                    "internal_error",
                    "unavailable",
                    "too_much_at_once");

    private CodesOfStatuses() {}
}
