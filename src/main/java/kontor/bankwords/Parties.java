package kontor.bankwords;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.xml.XmlNode;

/**
 * Who else takes part in a payment ({@code RltdPties}).
 *
 * @param ultimateDebtor for whom the debtor pays
 * @param ultimateCreditor for whom the creditor takes it
 * @param creditorIdentifier of whoever collects by direct debit
 */
public record Parties(
        Optional<Party> ultimateDebtor,
        Optional<Party> ultimateCreditor,
        Optional<String> creditorIdentifier) {

    static final Parties NONE = new Parties(Optional.empty(), Optional.empty(), Optional.empty());

    /** The form of SEPA (EPC262-08), which banks send without saying so. */
    private static final Pattern CREDITOR_IDENTIFIER =
            Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}");

    /**
     * A party by name, by the numbers it is known under, or by both.
     *
     * @param identifications as they stand in the file, whatever they are
     */
    public record Party(Optional<String> name, List<String> identifications) {

        public Party {
            identifications = List.copyOf(identifications);
        }

        private static Optional<Party> read(XmlNode parties, String role) {
            return node(parties, role)
                    .map(node -> new Party(node.textAt("Nm"), identifications(node)))
                    .filter(one -> one.name.isPresent() || !one.identifications.isEmpty());
        }

        private static List<String> identifications(XmlNode party) {
            return Stream.of("OrgId", "PrvtId")
                    .flatMap(kind -> party.at("Id", kind).stream())
                    .flatMap(Party::numbers)
                    .toList();
        }

        private static Stream<String> numbers(XmlNode id) {
            var own = id.all("Othr").stream().flatMap(other -> other.textAt("Id").stream());
            var banks =
                    Stream.of("AnyBIC", "BICOrBEI", "LEI").flatMap(one -> id.textAt(one).stream());
            return Stream.concat(banks, own);
        }
    }

    static Parties read(XmlNode parties) {
        return new Parties(
                Party.read(parties, "UltmtDbtr"),
                Party.read(parties, "UltmtCdtr"),
                node(parties, "Cdtr").flatMap(Parties::creditorIdentifier));
    }

    /** The party itself; since .08 below {@code Pty}. */
    private static Optional<XmlNode> node(XmlNode parties, String role) {
        return parties.at(role, "Pty").or(() -> parties.at(role));
    }

    private static Optional<String> creditorIdentifier(XmlNode creditor) {
        return creditor.at("Id", "PrvtId")
                .flatMap(
                        id ->
                                id.all("Othr").stream()
                                        .flatMap(other -> other.textAt("Id").stream())
                                        .filter(text -> CREDITOR_IDENTIFIER.matcher(text).matches())
                                        .findFirst());
    }
}
