package kontor.spellings;

import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.wire.JsonFields;

/**
 * Two names of one member.
 *
 * @param name the one that Kontor answers with
 * @param other the one that it takes too
 */
public record Spellings(String name, String other) {

    /** The name that was sent; the first where both or neither. */
    public String sent(JsonFields body) {
        return body.has(name) || !body.has(other) ? name : other;
    }

    /** Faults both names where what they say differs. */
    public <T> void requireSame(JsonFields body, Optional<T> told, Optional<T> toldOtherwise) {
        if (told.isPresent() && toldOtherwise.isPresent() && !told.equals(toldOtherwise)) {
            for (var pair : List.of(List.of(name, other), List.of(other, name))) {
                String problem = "contradicts " + pair.get(1) + "; send one of them, or both alike";
                body.fault(Fault.invalid(pair.get(0), problem));
            }
        }
    }
}
