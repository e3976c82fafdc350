package kontor.entryviews;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kontor.identifiers.ReasonCode;

/** The code of a reason that a bank writes into the free text of a return, such as MD06. */
public final class ReasonInText {

    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2}[0-9]{2}\\b");

    private ReasonInText() {}

    /** Only where one listed code stands in the text, and no other. */
    public static Optional<String> in(String text) {
        var codes =
                CODE.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(code -> ReasonCode.find(code).isPresent())
                        .distinct()
                        .toList();
        return codes.size() == 1 ? Optional.of(codes.getFirst()) : Optional.empty();
    }
}
