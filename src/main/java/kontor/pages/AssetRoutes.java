package kontor.pages;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;

/** Serves what pages load. */
public final class AssetRoutes {

    private final Pages pages;

    public AssetRoutes(Pages pages) {
        this.pages = pages;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/assets/{name}")
                        .probe()
                        .says(pages.kind())
                        .gives("application/octet-stream")
                        .answers(200, "")
                        .by(AssetRoutes::asset));
    }

    private static Answer asset(Call call) {
        var asset = Assets.served(call.parameter("name")).orElseThrow(HttpError::notFound);
        return Answer.bytes(200, asset.mediaType(), asset.bytes())
                .with("Cache-Control", "public, max-age=31536000, immutable");
    }
}
