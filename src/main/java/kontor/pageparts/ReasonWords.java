package kontor.pageparts;

import java.util.Optional;
import kontor.autogiro.BankgirotCode;
import kontor.identifiers.ReasonCode;

/** What the code of a reason means, of whichever list it is. */
public final class ReasonWords {

    private ReasonWords() {}

    /** With its code: "insufficient funds (AM04)"; a code of nobody's list stands for itself. */
    public static String of(String code) {
        return meaning(code).map(words -> words + " (" + code + ")").orElse(code);
    }

    /** What to do next; empty where there is nothing to do, or for a code of nobody's list. */
    public static Optional<String> action(String code) {
        return BankgirotCode.named(code)
                .map(BankgirotCode::action)
                .or(
                        () ->
                                Optional.of(code)
                                        .filter(ReasonCode::isKnown)
                                        .map(one -> ReasonCode.of(one).action()))
                .filter(action -> !action.isBlank() && !action.equals("nothing to do"));
    }

    /** Empty for a code of nobody's list. */
    public static Optional<String> meaning(String code) {
        return BankgirotCode.named(code)
                .map(BankgirotCode::meaning)
                .or(
                        () ->
                                Optional.of(code)
                                        .filter(ReasonCode::isKnown)
                                        .map(one -> ReasonCode.of(one).meaning()));
    }
}
