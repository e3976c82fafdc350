package kontor.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import kontor.core.Country;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.identifiers.RegulatoryCode;
import kontor.wire.Json;
import kontor.wire.Page;

/** The codes for reporting payments across borders to authorities, over HTTP. */
public final class RegulatoryCodeRoutes {

    /** Whoever sees transfers may know by which codes they are reported. */
    public static final Use READ = Use.of("credit_transfers:read");

    public void register(Routes routes) {
        routes.add(
                Route.get("/payments/v2/regulatory-reporting-codes")
                        .needs(READ)
                        .filters("market")
                        .answers(200, "RegulatoryReportingCodeList")
                        .by(this::list));
    }

    private Answer list(Call call) {
        String market =
                call.query()
                        .text("market")
                        .orElseThrow(() -> new InvalidRequest(Fault.required("market")))
                        .toUpperCase(Locale.ROOT);
        if (!Country.isCode(market)) {
            throw new InvalidRequest(Fault.invalid("market", Country.problem(market)));
        }
        var page = call.page();
        var after = page.after().orElse("");
        var codes =
                RegulatoryCode.of(market).stream()
                        .filter(code -> code.code().compareTo(after) > 0)
                        .limit(page.limit() + 1L)
                        .toList();
        return call.list(
                page,
                Page.cut(codes, page.limit(), RegulatoryCode::code),
                RegulatoryCodeRoutes::view);
    }

    private static JsonNode view(RegulatoryCode code) {
        return Json.object()
                .put("market", code.market())
                .put("code", code.code())
                .put("description", code.description())
                .put("authority", code.authority());
    }
}
