package kontor.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.wire.Json;

/**
 * For load balancers and whoever watches a node. Anybody may ask; only a caller on this machine,
 * without a proxy between, is told details.
 */
public final class HealthRoutes {

    private static final String EXCLUDE = "exclude";

    /** What proxies say of whom they bring. */
    private static final List<String> PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final Health health;

    public HealthRoutes(Health health) {
        this.health = health;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/health/live")
                        .probe()
                        .answers(200, "Liveness")
                        .by(_ -> uncached(200, Json.object().put("live", true))));
        routes.add(
                Route.get("/health/ready")
                        .probe()
                        .filters(EXCLUDE)
                        .answers(200, "Readiness")
                        .by(this::ready));
    }

    private Answer ready(Call call) {
        var excluded = excluded(call);
        var verdicts =
                health.verdicts().stream()
                        .filter(verdict -> !excluded.contains(verdict.name()))
                        .toList();
        boolean ready = verdicts.stream().allMatch(Health.Verdict::ready);
        boolean details = isFromThisMachine(call);
        var answer = Json.object().put("ready", ready);
        var checks = answer.putArray("checks");
        verdicts.forEach(verdict -> checks.add(view(verdict, details)));
        return uncached(ready ? 200 : 503, answer);
    }

    private static Set<String> excluded(Call call) {
        return call.query().text(EXCLUDE).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .collect(Collectors.toSet());
    }

    /** A proxy on this machine brings strangers, and says so. */
    private static boolean isFromThisMachine(Call call) {
        return InetAddress.ofLiteral(call.remoteAddress().replaceAll("[\\[\\]]", ""))
                        .isLoopbackAddress()
                && PROXIES.stream().allMatch(header -> call.header(header).isEmpty());
    }

    private static ObjectNode view(Health.Verdict verdict, boolean details) {
        var view = Json.object().put("name", verdict.name()).put("ready", verdict.ready());
        if (details) {
            var reports = view.putArray("reports");
            for (HealthReport report : verdict.reports()) {
                reports.addObject()
                        .put("subject", report.subject())
                        .put("ready", report.ready())
                        .put("detail", report.detail());
            }
        }
        return view;
    }

    private static Answer uncached(int status, JsonNode body) {
        return Answer.json(status, body).with("Cache-Control", "no-store");
    }
}
