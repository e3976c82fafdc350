package kontor.deciders;

import java.util.List;

/**
 * Who could decide a step.
 *
 * @param number of the step among those of the payment, from 1
 * @param people different persons, at most 500 are looked at
 * @param programs different systems
 * @param names of the first ten people; none where the reader may not see users
 */
public record StepDeciders(int number, int people, int programs, List<String> names) {

    public StepDeciders {
        names = List.copyOf(names);
    }

    /** "2 people: Anna Lindqvist, Bo Ek", "1 program", "nobody by now". */
    public String words() {
        if (people + programs == 0) {
            return "nobody by now";
        }
        String who = people == 0 ? "" : people + (people == 1 ? " person" : " people");
        String named = names.isEmpty() ? who : who + ": " + String.join(", ", names);
        if (programs == 0) {
            return named;
        }
        String more = programs + (programs == 1 ? " program" : " programs");
        return named.isEmpty() ? more : named + " and " + more;
    }
}
