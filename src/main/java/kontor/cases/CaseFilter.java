package kontor.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/** Which cases a list shows; each filter is open when absent. */
public record CaseFilter(
        List<OpenCase.State> states, Optional<CaseKind> kind, Optional<UUID> accountId) {

    static final List<String> NAMES = List.of("status", "kind", "accountId");

    public static CaseFilter parse(QueryFields fields) {
        return new CaseFilter(
                fields.manyOf("status", OpenCase.State.class),
                fields.oneOf("kind", CaseKind.class),
                fields.id("accountId"));
    }
}
