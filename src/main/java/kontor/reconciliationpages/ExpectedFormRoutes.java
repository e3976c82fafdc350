package kontor.reconciliationpages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.accounts.Account;
import kontor.changes.Door;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.expectations.ExpectedTransactions;
import kontor.expectations.NewExpectedTransaction;
import kontor.expectations.Reference;
import kontor.forms.Choice;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;
import kontor.visits.FormFields;

/** The form for a new expected transaction. */
public final class ExpectedFormRoutes {

    private static final String NEW = ExpectedPageRoutes.ALL + "/new";

    private final Pages pages;
    static final String BOOKING = "transaction";
    private static final int LONGEST = 140;

    private final WorkDoors doors;
    private final Door<NewExpectedTransaction> create;

    public ExpectedFormRoutes(Pages pages, WorkDoors doors) {
        this.pages = pages;
        this.doors = doors;
        this.create = doors.expected()::create;
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(NEW, ExpectedTransactions.CREATE)
                        .filters(List.of(BOOKING))
                        .by(call -> form(call, 200, known(call))));
        routes.add(pages.form(NEW, ExpectedTransactions.CREATE).by(this::made));
    }

    /** What is expected is what a booking says of which nobody knew, where the link names one. */
    private Typed known(Call call) {
        var caller = call.caller();
        var id = call.query().text(BOOKING).flatMap(Ids::parse);
        if (id.isEmpty() || !caller.may(Transactions.READ)) {
            return Typed.nothing();
        }
        var booked =
                ErrorAnswers.orThrow(
                        doors.database()
                                .read(
                                        caller.organization(),
                                        tx -> doors.transactions().find(tx, caller, id.get())));
        return told(booked, WorkRow.of(caller.organization(), booked));
    }

    private static Typed told(Transaction booked, WorkRow row) {
        return Typed.of(
                FormFields.of(
                        Map.of(
                                "accountId",
                                booked.accountId().toString(),
                                "amount.stringValue",
                                row.left().decimal().toPlainString(),
                                "amount.currency",
                                row.left().currency().code(),
                                "date",
                                row.date(),
                                "remittanceInformation.type",
                                Reference.Type.UNSTRUCTURED.name(),
                                "remittanceInformation.value",
                                shortened(row.reference()),
                                "counterpartyName",
                                shortened(booked.party().orElse("")),
                                "counterpartyAccount",
                                row.otherAccount())));
    }

    /** Banks tell more than a reference may have. */
    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    /** What the form shows. */
    public record View(List<Choice> accounts, List<Choice> types, Typed typed) {}

    private Answer form(Call call, int status, Typed typed) {
        var caller = call.caller();
        var accounts =
                doors.database()
                        .read(caller.organization(), tx -> doors.accounts().choices(tx, caller));
        var frame =
                pages.frame(
                        call,
                        Section.RECONCILIATION,
                        "New expected transaction",
                        new Frame.Crumb("Expected transactions", ExpectedPageRoutes.ALL));
        return pages.show(
                status,
                frame,
                "reconciliationpages/expectedform.jte",
                new View(accounts, types(), typed));
    }

    private static List<Choice> types() {
        return Arrays.stream(Reference.Type.values())
                .map(one -> new Choice(one.name(), word(one)))
                .toList();
    }

    /** As people write it; OCR is no word. */
    static String word(Reference.Type type) {
        return type == Reference.Type.OCR ? type.name() : Figures.word(type.name());
    }

    private Answer made(Call call) {
        return doors.deeds()
                .create(
                        call,
                        create,
                        fields -> parsed(fields, ofAccount(call, fields)),
                        (body, earlier) ->
                                Pages.goTo(
                                        ExpectedPageRoutes.ALL + "/" + body.path("id").asText(),
                                        earlier
                                                ? "It was created already."
                                                : "It is created; its booking is attached as soon"
                                                        + " as it is certain."),
                        (status, typed) -> form(call, status, typed));
    }

    /** The currency of the chosen account, where the caller sees it. */
    private Optional<Currency> ofAccount(Call call, FormFields fields) {
        var caller = call.caller();
        return doors
                .database()
                .read(caller.organization(), tx -> doors.accounts().of(tx, caller))
                .stream()
                .filter(one -> one.id().toString().equals(fields.text("accountId")))
                .map(Account::currency)
                .findFirst();
    }

    private static NewExpectedTransaction parsed(FormFields fields, Optional<Currency> ofAccount) {
        return NewExpectedTransaction.parse(
                new FormJson(fields)
                        .texts(
                                "accountId",
                                "date",
                                "remittanceInformation.type",
                                "remittanceInformation.value",
                                "endToEndId",
                                "counterpartyName",
                                "counterpartyAccount",
                                "externalId")
                        .amount("amount.stringValue", "amount.currency", ofAccount)
                        .metadata()
                        .fields());
    }
}
