package kontor.iso20022;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kontor.bankwords.GermanCode;
import kontor.xml.XmlNode;

/**
 * What kind of booking an entry is ({@code BkTxCd}): the ISO triple, the bank's own code, both or
 * neither.
 *
 * @param domain e.g. PMNT
 * @param family e.g. IDDT, issued direct debits: our collections
 * @param subFamily e.g. ESDD; UPDD for one that came back unpaid
 * @param proprietary e.g. {@code NDDT+105+9200+992}
 * @param issuer whose proprietary code it is, e.g. DK
 */
public record BankTransactionCode(
        Optional<String> domain,
        Optional<String> family,
        Optional<String> subFamily,
        Optional<String> proprietary,
        Optional<String> issuer) {

    /** The bank gave no code. */
    public static final BankTransactionCode NONE =
            new BankTransactionCode(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** Sub-families that undo an earlier booking: unpaid, reversed, cancelled, returned. */
    private static final Set<String> UNDOING = Set.of("UPDD", "PRDD", "RCDD", "RRTN");

    /** Sub-families of what a bank takes for its work, booked by itself. */
    private static final Set<String> CHARGING =
            Set.of("CHRG", "FEES", "COMM", "COME", "COMI", "COMT");

    public static BankTransactionCode iso(String domain, String family, String subFamily) {
        return new BankTransactionCode(
                Optional.of(domain),
                Optional.of(family),
                Optional.of(subFamily),
                Optional.empty(),
                Optional.empty());
    }

    static BankTransactionCode read(Optional<XmlNode> node) {
        return node.map(BankTransactionCode::readParts).orElse(NONE);
    }

    private static BankTransactionCode readParts(XmlNode node) {
        return new BankTransactionCode(
                node.textAt("Domn", "Cd"),
                node.textAt("Domn", "Fmly", "Cd"),
                node.textAt("Domn", "Fmly", "SubFmlyCd"),
                node.textAt("Prtry", "Cd"),
                node.textAt("Prtry", "Issr"));
    }

    boolean isNone() {
        return Stream.of(domain, family, subFamily, proprietary).allMatch(Optional::isEmpty);
    }

    /** Whether such a booking undoes an earlier one. */
    public boolean undoes() {
        return subFamily.filter(UNDOING::contains).isPresent()
                || german().filter(GermanCode::returned).isPresent();
    }

    /** Whether such a booking is what a bank takes for its work. */
    public boolean charges() {
        return subFamily.filter(CHARGING::contains).isPresent();
    }

    /** What the bank's own code says where it is one of the German banks. */
    public Optional<GermanCode> german() {
        return proprietary.flatMap(code -> GermanCode.of(code, issuer));
    }

    /** What a transaction says of itself, and of the rest what its entry says. */
    public BankTransactionCode orElse(BankTransactionCode entry) {
        return domain.isPresent() || proprietary.isEmpty()
                ? domain.isPresent() ? this : entry
                : new BankTransactionCode(
                        entry.domain, entry.family, entry.subFamily, proprietary, issuer);
    }

    void write(XmlSink xml, String name) {
        xml.open(name);
        if (domain.isPresent()) {
            xml.open("Domn");
            xml.text("Cd", domain);
            xml.open("Fmly");
            xml.text("Cd", family);
            xml.text("SubFmlyCd", subFamily);
            xml.close("Fmly");
            xml.close("Domn");
        }
        if (proprietary.isPresent()) {
            xml.open("Prtry");
            xml.text("Cd", proprietary);
            xml.text("Issr", issuer);
            xml.close("Prtry");
        }
        xml.close(name);
    }
}
