package kontor.iso20022;

import java.util.Optional;
import java.util.stream.Stream;
import kontor.bankwords.PostalAddress;
import kontor.xml.XmlNode;

/** The other side of a transaction, as far as the bank names it. */
public record Counterparty(
        Optional<String> name,
        Optional<String> iban,
        Optional<String> otherAccount,
        Optional<String> bic,
        Optional<PostalAddress> address) {

    /** One without an address, as banks mostly tell it. */
    public Counterparty(
            Optional<String> name,
            Optional<String> iban,
            Optional<String> otherAccount,
            Optional<String> bic) {
        this(name, iban, otherAccount, bic, Optional.empty());
    }

    /**
     * Picks the other side. Debtor and creditor keep their roles when money goes back, so the
     * expected side follows the original direction. Where the bank names only the expected side's
     * opposite, that one is taken if its account proves that it is not the account owner.
     */
    static Optional<Counterparty> read(
            XmlNode details, boolean debtorExpected, StatementHead.Account own) {
        var expected = side(details, debtorExpected ? "Dbtr" : "Cdtr");
        if (!expected.isEmpty() && !expected.holds(own)) {
            return Optional.of(expected);
        }
        var opposite = side(details, debtorExpected ? "Cdtr" : "Dbtr");
        boolean stranger = opposite.hasAccount() && !opposite.holds(own);
        return stranger ? Optional.of(opposite) : Optional.empty();
    }

    private static Counterparty side(XmlNode details, String role) {
        return new Counterparty(
                details.textAt("RltdPties", role, "Nm")
                        .or(() -> details.textAt("RltdPties", role, "Pty", "Nm"))
                        .or(() -> details.textAt("RltdPties", role, "Agt", "FinInstnId", "Nm")),
                details.textAt("RltdPties", role + "Acct", "Id", "IBAN"),
                details.textAt("RltdPties", role + "Acct", "Id", "Othr", "Id"),
                details.bicAt("RltdAgts", role + "Agt"),
                details.at("RltdPties", role, "Pty")
                        .or(() -> details.at("RltdPties", role))
                        .flatMap(PostalAddress::read));
    }

    private boolean isEmpty() {
        return name.isEmpty() && bic.isEmpty() && !hasAccount();
    }

    private boolean hasAccount() {
        return Stream.of(iban, otherAccount).anyMatch(Optional::isPresent);
    }

    private boolean holds(StatementHead.Account own) {
        return hasAccount()
                && (iban.isPresent() && iban.equals(own.iban())
                        || otherAccount.isPresent() && otherAccount.equals(own.otherId()));
    }

    void write(XmlSink xml, boolean debtor) {
        String role = debtor ? "Dbtr" : "Cdtr";
        if (name.isPresent() || hasAccount()) {
            xml.open("RltdPties");
            name.ifPresent(present -> xml.path(present, role, "Pty", "Nm"));
            iban.ifPresent(present -> xml.path(present, role + "Acct", "Id", "IBAN"));
            if (iban.isEmpty()) {
                otherAccount.ifPresent(other -> xml.path(other, role + "Acct", "Id", "Othr", "Id"));
            }
            xml.close("RltdPties");
        }
        bic.ifPresent(
                present -> xml.path(present, "RltdAgts", role + "Agt", "FinInstnId", "BICFI"));
    }
}
