package kontor.domestic;

import java.util.Optional;

/** How account numbers of one market are written, and what is checked of them. */
interface NumberForm {

    /**
     * The one way in which a number is written here; one that cannot be understood comes back
     * without blanks.
     */
    String normalize(String typed);

    /** What is wrong with a normalized number, and the cure; empty when nothing is. */
    Optional<String> problem(String number);
}
