package kontor.partypages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kontor.accounts.Account;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.counterparties.Counterparty;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.forms.FormJson;
import kontor.identifiers.AccountIdentifierType;
import kontor.mandates.MandateScheme;
import kontor.mandates.NewMandate;
import kontor.pageparts.OwnAccounts;
import kontor.visits.FormFields;
import kontor.wire.JsonFields;

/** Whose account a mandate is for, and into which it pays: what its form offers. */
record MandateChoices(PartyDoors doors) {

    private static final String PAYER = "payer";
    private static final String ACCOUNT = "externalAccountId";

    /** The accounts of a counterparty. */
    static List<Choice> payers(Counterparty owner) {
        return owner.accounts().stream()
                .map(one -> new Choice(one.id().toString(), one.name()))
                .toList();
    }

    /** Accounts of those who are looked for; the chosen one is among them. */
    List<Choice> payers(Tx tx, Caller caller, FormFields fields) {
        var choices = new ArrayList<Choice>();
        var found = new ArrayList<>(doors.finder().accounts(tx, caller, fields.given(PAYER)));
        boolean isNobody = found.isEmpty() && fields.given(PAYER).isPresent();
        choices.add(new Choice("", isNobody ? "Nobody is found like this" : "Choose an account"));
        Ids.parse(fields.text(ACCOUNT))
                .filter(id -> found.stream().noneMatch(one -> one.account().id().equals(id)))
                .flatMap(id -> doors.finder().account(tx, caller, id))
                .ifPresent(found::add);
        found.forEach(one -> choices.add(new Choice(one.account().id().toString(), one.label())));
        return choices;
    }

    /**
     * Those that the chosen scheme pays into; of any scheme where none is chosen yet. AUTOGIRO pays
     * into one that is named, so the first one is.
     */
    List<Choice> destinations(Tx tx, Caller caller, FormFields fields) {
        var choices = new ArrayList<Choice>();
        boolean autogiro = fields.text("scheme").equals(MandateScheme.AUTOGIRO.name());
        if (!autogiro) {
            choices.add(new Choice("", "Any, chosen by each collection"));
        }
        doors.ownAccounts().of(tx, caller).stream()
                .filter(one -> isPaidBy(fields.text("scheme"), one))
                .filter(one -> !autogiro || hasBankgiro(one))
                .map(OwnAccounts::choice)
                .forEach(choices::add);
        return choices;
    }

    /** Without one Bankgirot has nowhere to pay. */
    private static boolean hasBankgiro(Account account) {
        return account.identifiers().stream()
                .anyMatch(one -> one.type() == AccountIdentifierType.SE_BANKGIRO);
    }

    private static boolean isPaidBy(String scheme, Account account) {
        return Arrays.stream(MandateScheme.values())
                .filter(one -> scheme.isEmpty() || one.name().equals(scheme))
                .anyMatch(one -> one.currency().equals(account.currency().code()));
    }

    /** The body that a program would send. */
    static NewMandate parsed(FormFields fields) {
        var form =
                new FormJson(fields)
                        .texts(
                                "scheme",
                                "externalAccountId",
                                "mandateReference",
                                "destinationAccountId",
                                "recurrence",
                                "signatureDate",
                                "externalId")
                        .withoutBlanks("creditorReference")
                        .flag("active")
                        .metadata();
        return NewMandate.parse(JsonFields.of(form.body()));
    }
}
