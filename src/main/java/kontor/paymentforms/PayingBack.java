package kontor.paymentforms;

import java.util.List;
import java.util.Optional;
import kontor.accounts.Account;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.Mandates;
import kontor.pageparts.OwnAccounts;
import kontor.pageparts.PartyFinder;
import kontor.payercredits.CreditRules;
import kontor.visits.FormFields;

/**
 * A payer who is paid back under an AUTOGIRO mandate: it says from which account, to whom and how,
 * so nobody types these.
 */
record PayingBack(Payers payers, PartyFinder finder) {

    static final String FIELD = Payers.FIELD;

    /** A button: everything stays, only the mandate is left out. */
    static final String WITHOUT = "withoutMandate";

    /**
     * What the form shows of the mandate.
     *
     * @param id empty where none is named, or none that anybody is paid back under
     * @param from the own account
     * @param to the payer, by name and account
     */
    public record Given(String id, String reference, String from, String to) {

        static final Given NOTHING = new Given("", "", "", "");

        public boolean isThere() {
            return !id.isEmpty();
        }

        public String path() {
            return "/mandates/" + id;
        }
    }

    /** Under which the form pays; of one that does not serve the form says so at its field. */
    Optional<Mandate> mandate(Tx tx, Caller caller, FormFields fields) {
        return caller.may(Mandates.READ)
                ? payers.chosen(tx, caller, fields)
                        .filter(one -> one.scheme() == MandateScheme.AUTOGIRO)
                        .filter(one -> one.destinationAccountId().isPresent())
                : Optional.empty();
    }

    /** What was typed, and what the mandate says. */
    static FormFields complete(FormFields fields, Optional<Mandate> mandate) {
        return mandate.map(
                        one ->
                                fields.with("source.id", own(one))
                                        .with("scheme", CreditRules.SCHEME)
                                        .with("amount.currency", one.scheme().currency()))
                .orElse(fields);
    }

    /** The same payment to the same account through the bank. */
    static FormFields without(FormFields fields, Optional<Mandate> mandate) {
        var bare = complete(fields, mandate).with(FIELD, "");
        return mandate.map(one -> bare.with(Payees.FIELD, Payees.external(one.externalAccountId())))
                .orElse(bare);
    }

    /** What a collection took, to be paid back. */
    static FormFields of(DirectDebit collected) {
        return FormFields.none()
                .with(FIELD, collected.parties().mandateId().toString())
                .with("amount.stringValue", collected.terms().amount().decimal().toPlainString())
                .with("reference", collected.terms().reference());
    }

    Given given(Tx tx, Caller caller, Mandate mandate, List<Account> accounts) {
        return new Given(
                mandate.id().toString(),
                mandate.mandateReference(),
                accounts.stream()
                        .filter(one -> one.id().toString().equals(own(mandate)))
                        .map(one -> OwnAccounts.choice(one).label())
                        .findFirst()
                        .orElse("the account that the mandate collects into"),
                finder.account(tx, caller, mandate.externalAccountId())
                        .map(PartyFinder.Found::label)
                        .orElseGet(() -> Payers.holder(mandate)));
    }

    private static String own(Mandate mandate) {
        return mandate.destinationAccountId().orElseThrow().toString();
    }
}
