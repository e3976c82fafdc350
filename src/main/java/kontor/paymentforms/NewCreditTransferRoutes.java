package kontor.paymentforms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.credittransfers.CreditTransfer;
import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.NewCreditTransfer;
import kontor.credittransfers.TransferScheme;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.forms.Choice;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.mandates.Mandate;
import kontor.pageparts.Calendar;
import kontor.pageparts.OwnAccounts;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.previews.PaymentPreview;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** The form for a payment out. */
public final class NewCreditTransferRoutes {

    private static final String PATH = "/credit-transfers/new";
    private static final String SCHEME = "scheme";
    private static final TransferScheme USUAL = TransferScheme.find("SCT").orElseThrow();

    private final Pages pages;
    private final FormDoors doors;
    private final CreditTransfers transfers;
    private final Payees payees;
    private final PayingBack payingBack;
    private final Door<NewCreditTransfer> create;

    NewCreditTransferRoutes(Pages pages, FormDoors doors) {
        this.pages = pages;
        this.doors = doors;
        this.transfers = doors.creditTransfers();
        this.payees = new Payees(doors.finder());
        this.payingBack =
                new PayingBack(new Payers(doors.mandates(), doors.finder()), doors.finder());
        this.create = transfers::create;
    }

    /**
     * What the page shows.
     *
     * @param accounts those that can pay; empty where the role may not read them
     * @param schemes those that the accounts can pay with
     * @param isNewPayee the payee is described in the form
     * @param given what a mandate says, where a payer is paid back under one
     */
    public record View(
            Typed typed,
            List<Choice> accounts,
            List<Choice> schemes,
            List<Choice> payees,
            boolean isNewPayee,
            PayingBack.Given given,
            List<Choice> currencies,
            Calendar calendar,
            Ahead ahead) {

        public List<Choice> bearers() {
            return List.of(
                    new Choice("", "as usual for the scheme"),
                    new Choice("SHARED", "SHARED: each side pays its bank"),
                    new Choice("DEBTOR", "DEBTOR: we pay all"),
                    new Choice("CREDITOR", "CREDITOR: the payee pays all"),
                    new Choice("SERVICE_LEVEL", "SERVICE_LEVEL: as the scheme says"));
        }
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, CreditTransfers.CREATE)
                        .filters("externalAccountId", "again", PayingBack.FIELD, "paysBack")
                        .by(this::empty));
        routes.add(pages.form(PATH, CreditTransfers.CREATE).by(this::send));
    }

    private Answer empty(Call call) {
        var known = earlier(call);
        var mandate = call.query().text(PayingBack.FIELD);
        if (mandate.isPresent()) {
            known = known.with(PayingBack.FIELD, mandate.get());
        }
        var payee = call.query().id("externalAccountId");
        if (payee.isPresent()) {
            known = known.with(Payees.FIELD, Payees.external(payee.get()));
        }
        return show(call, 200, Typed.of(known), Ahead.UNASKED);
    }

    /** What an earlier payment says of this one: it is made again, or paid back. */
    private FormFields earlier(Call call) {
        var caller = call.caller();
        var again = call.query().text("again");
        if (again.isPresent() && caller.may(CreditTransfers.READ)) {
            return like(caller, ResourceRef.parse(again.get()));
        }
        var collected = call.query().text("paysBack");
        return collected.isPresent() && caller.may(DirectDebits.READ)
                ? paidBack(caller, ResourceRef.parse(collected.get()))
                : FormFields.none();
    }

    private FormFields paidBack(Caller caller, ResourceRef reference) {
        return doors
                .database()
                .read(
                        caller.organization(),
                        tx -> doors.directDebits().payments().find(tx, caller, reference))
                .stream()
                .map(one -> PayingBack.of(one.payment()))
                .findFirst()
                .orElse(FormFields.none());
    }

    /** What a transfer said that is to be made again, without its day. */
    private FormFields like(Caller caller, ResourceRef reference) {
        return doors
                .database()
                .read(caller.organization(), tx -> transfers.payments().find(tx, caller, reference))
                .stream()
                .map(one -> like(one.payment()))
                .findFirst()
                .orElse(FormFields.none());
    }

    private static FormFields like(CreditTransfer one) {
        var terms = one.terms();
        String mandate = one.mandate().map(under -> under.id().toString()).orElse("");
        return FormFields.none()
                .with(PayingBack.FIELD, mandate)
                .with("source.id", one.accountId().toString())
                .with(SCHEME, one.schemeName())
                .with(Payees.FIELD, Payees.of(one.parties().payee()))
                .with("amount.stringValue", terms.amount().decimal().toPlainString())
                .with("amount.currency", terms.amount().currency().code())
                .with("reference", terms.reference());
    }

    private Answer send(Call call) {
        if (call.fields().has(PayingBack.WITHOUT)) {
            var fields = PayingBack.without(call.fields(), mandate(call.caller(), call.fields()));
            return show(call, 200, Typed.refused(fields, List.of()), Ahead.UNASKED);
        }
        return Asked.looked(call.fields(), fields -> previewed(call, fields))
                .map(one -> show(call, one.status(), wrong(one.typed()), one.ahead()))
                .orElseGet(() -> made(call));
    }

    private Answer made(Call call) {
        return doors.deeds()
                .create(
                        call,
                        create,
                        typed -> parsed(call.caller(), typed),
                        (body, earlier) ->
                                Pages.goTo(
                                        "/credit-transfers/" + body.path("id").asText(),
                                        earlier ? "It had been created before." : "Created."),
                        (status, typed) -> show(call, status, wrong(typed), Ahead.UNASKED));
    }

    /** What is wrong with the payee stands at the one field in which it is chosen. */
    private static Typed wrong(Typed typed) {
        var faults =
                typed.faults().stream()
                        .map(
                                one ->
                                        one.field().matches("destination\\.(id|type)")
                                                ? one.at(Payees.FIELD)
                                                : one)
                        .toList();
        return Typed.refused(typed.fields(), faults);
    }

    private Asked previewed(Call call, FormFields fields) {
        var caller = call.caller();
        return Asked.of(
                () ->
                        doors.previews()
                                .transfer(caller, call.requestId(), parsed(caller, fields))
                                .map(preview -> ahead(caller, preview)));
    }

    private Ahead ahead(Caller caller, PaymentPreview preview) {
        var zone = doors.accounts().zone(caller);
        return doors.database()
                .read(
                        caller.organization(),
                        tx -> Ahead.of(tx, caller, preview, doors.approvals(), "paid", zone));
    }

    /** The body that a program would send. */
    private NewCreditTransfer parsed(Caller caller, FormFields typed) {
        var fields = PayingBack.complete(typed, mandate(caller, typed));
        var form =
                new FormJson(fields)
                        .texts(SCHEME, "date", "reference", "chargeBearer", "externalId")
                        .texts(PayingBack.FIELD)
                        .amount("amount.stringValue", "amount.currency")
                        .metadata();
        fields.given("source.id")
                .ifPresent(id -> form.put("source.type", "ACCOUNT").put("source.id", id));
        Payees.destination(fields).ifPresent(json -> form.body().set(Payees.FIELD, json));
        return NewCreditTransfer.parse(form.fields());
    }

    private Optional<Mandate> mandate(Caller caller, FormFields fields) {
        return doors.database()
                .read(caller.organization(), tx -> payingBack.mandate(tx, caller, fields));
    }

    private Answer show(Call call, int status, Typed typed, Ahead ahead) {
        var caller = call.caller();
        var view = doors.today(caller, (tx, today) -> view(tx, caller, typed, ahead, today));
        var frame =
                pages.frame(
                        call,
                        Section.CREDIT_TRANSFERS,
                        view.given().isThere() ? "Pay the payer back" : "New credit transfer",
                        new Frame.Crumb("Payments", "/credit-transfers"),
                        new Frame.Crumb("Credit transfers", "/credit-transfers"));
        return pages.show(status, frame, "paymentforms/credit-transfer.jte", view);
    }

    private View view(Tx tx, Caller caller, Typed typed, Ahead ahead, LocalDate today) {
        var mandate = payingBack.mandate(tx, caller, typed.fields());
        var fields = PayingBack.complete(typed.fields(), mandate);
        var accounts = doors.accounts().of(tx, caller);
        var source =
                accounts.stream()
                        .filter(one -> one.id().toString().equals(fields.text("source.id")))
                        .findFirst();
        var currencies = accounts.stream().map(one -> one.currency()).distinct().toList();
        var scheme = TransferScheme.find(fields.text(SCHEME)).orElse(USUAL);
        var days = Calendar.Rule.of(scheme.calendar(), today).effective(ahead.effective());
        return new View(
                typed,
                accounts.stream().map(OwnAccounts::choice).toList(),
                schemes(source.map(one -> List.of(one.currency())).orElse(currencies)),
                payees.choices(tx, caller, fields, accounts),
                Payees.isNew(fields),
                mandate.map(one -> payingBack.given(tx, caller, one, accounts))
                        .orElse(PayingBack.Given.NOTHING),
                currencies(currencies, today),
                Calendar.of(fields, "date", days),
                ahead);
    }

    /** Those that pay in a currency of these. */
    private static List<Choice> schemes(List<Currency> currencies) {
        return TransferScheme.names().stream()
                .flatMap(name -> TransferScheme.find(name).stream())
                .filter(
                        one ->
                                one.currencies().isEmpty()
                                        || currencies.isEmpty()
                                        || currencies.stream()
                                                .anyMatch(
                                                        code ->
                                                                one.currencies()
                                                                        .contains(code.code())))
                .map(NewCreditTransferRoutes::choice)
                .toList();
    }

    private static Choice choice(TransferScheme one) {
        var words = new ArrayList<String>();
        words.add(
                one.currencies().isEmpty()
                        ? "any currency"
                        : String.join(" or ", one.currencies().stream().sorted().toList()));
        if (one.atOnce()) {
            words.add("at once, around the clock");
        }
        return new Choice(one.name(), one.name() + ": " + String.join(", ", words));
    }

    private static List<Choice> currencies(List<Currency> own, LocalDate today) {
        var codes = own.stream().filter(one -> !one.hasEnded(today)).map(Currency::code).toList();
        return (codes.isEmpty() ? List.of("EUR") : codes)
                .stream().map(code -> new Choice(code, code)).toList();
    }
}
