package kontor.domestic;

import java.util.List;
import java.util.Optional;

/**
 * Digits in groups of fixed lengths. Where somebody divides the groups, each of them may lack its
 * leading zeros.
 *
 * @param lengths of the groups
 * @param shorter how many digits the last group lacks where nobody divides and it is written short
 * @param words what the number is, as a sentence
 */
record GroupedForm(List<Integer> lengths, int shorter, String words) implements NumberForm {

    @Override
    public String normalize(String typed) {
        var groups = TypedText.groups(typed, "-.");
        String joined = String.join("", groups);
        if (groups.size() == lengths.size() && fits(groups)) {
            var full = new StringBuilder();
            for (int i = 0; i < groups.size(); i++) {
                full.append(TypedText.filled(groups.get(i), lengths.get(i)));
            }
            return full.toString();
        }
        int last = length() - lengths.getLast();
        return shorter > 0 && joined.length() == length() - shorter
                ? joined.substring(0, last)
                        + TypedText.filled(joined.substring(last), lengths.getLast())
                : joined;
    }

    private boolean fits(List<String> groups) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).length() > lengths.get(i)) {
                return false;
            }
        }
        return true;
    }

    private int length() {
        return lengths.stream().mapToInt(one -> one).sum();
    }

    @Override
    public Optional<String> problem(String number) {
        return DigitsForm.of("", length(), length(), words).problem(number);
    }
}
