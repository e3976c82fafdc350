package kontor.administration;

import java.util.UUID;
import kontor.changerequests.Area;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/** An exemption to be made. */
record NewExemption(UUID userId, Area area, String reason) {

    /** CreateChangeRequestExemptionRequest of the API. */
    static NewExemption parse(JsonFields body) {
        String text = body.requiredText("userId", 1, 64);
        var user = Ids.parse(text);
        if (user.isEmpty() && !text.isEmpty()) {
            body.fault(Fault.invalid("userId", "must be the id of a program"));
        }
        body.require("area");
        var area = body.oneOf("area", Area.class);
        String reason = LegalFields.requiredName(body, "reason", 1_000).orElse("");
        body.refuseFaults();
        return new NewExemption(user.orElseThrow(), area.orElseThrow(), reason);
    }
}
