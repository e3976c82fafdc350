package kontor.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;

/** The words of a command, taken one by one. */
final class DeskWords {

    private final List<String> rest;

    DeskWords(List<String> words) {
        rest = new ArrayList<>(words);
    }

    String next(String meaning) throws BankDesk.Wrong {
        if (rest.isEmpty() || rest.getFirst().startsWith("--")) {
            throw new BankDesk.Wrong(meaning + " is missing; there are\n" + BankDesk.USAGE);
        }
        return rest.removeFirst();
    }

    boolean has(String option) {
        return rest.contains(option);
    }

    boolean flag(String option) {
        return rest.remove(option);
    }

    Optional<String> value(String option) throws BankDesk.Wrong {
        int at = rest.indexOf(option);
        if (at < 0) {
            return Optional.empty();
        }
        rest.remove(at);
        if (at == rest.size() || rest.get(at).isBlank()) {
            throw new BankDesk.Wrong(option + " needs a value behind it");
        }
        return Optional.of(rest.remove(at));
    }

    /** Of an option that may be given more than once. */
    Set<String> values(String option) throws BankDesk.Wrong {
        var all = new LinkedHashSet<String>();
        for (var one = value(option); one.isPresent(); one = value(option)) {
            all.add(one.get());
        }
        return all;
    }

    String required(String option) throws BankDesk.Wrong {
        var value = value(option);
        if (value.isEmpty()) {
            throw new BankDesk.Wrong(option + " is missing");
        }
        return value.get();
    }

    Optional<UUID> id(String option) throws BankDesk.Wrong {
        var text = value(option);
        var id = text.flatMap(Ids::parse);
        if (text.isPresent() && id.isEmpty()) {
            throw new BankDesk.Wrong(option + " must be an id, and is " + text.get());
        }
        return id;
    }

    void refuseRest() throws BankDesk.Wrong {
        if (!rest.isEmpty()) {
            throw new BankDesk.Wrong(
                    String.join(" ", rest) + " is not understood; there are\n" + BankDesk.USAGE);
        }
    }
}
