package kontor.paymentforms;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kontor.accounts.Account;
import kontor.changes.Door;
import kontor.core.BankCalendar;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;
import kontor.forms.Choice;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.pageparts.Calendar;
import kontor.pageparts.OwnAccounts;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.previews.PaymentPreview;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** The form for a collection. */
public final class NewDirectDebitRoutes {

    private static final String PATH = "/direct-debits/new";
    private static final String MANDATE = Payers.FIELD;

    private final Pages pages;
    private final FormDoors doors;
    private final Payers payers;
    private final Door<NewDirectDebit> create;

    NewDirectDebitRoutes(Pages pages, FormDoors doors) {
        this.pages = pages;
        this.doors = doors;
        this.payers = new Payers(doors.mandates(), doors.finder());
        this.create = doors.directDebits()::create;
    }

    /**
     * What the page shows.
     *
     * @param mandates those that can be used; empty where the role may not read them
     * @param accounts those that the mandate can pay into
     */
    public record View(
            Typed typed,
            List<Choice> mandates,
            List<Choice> accounts,
            List<Choice> currencies,
            Calendar calendar,
            Ahead ahead) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, DirectDebits.CREATE).filters(MANDATE, "again").by(this::empty));
        routes.add(pages.form(PATH, DirectDebits.CREATE).by(this::send));
    }

    private Answer empty(Call call) {
        var known = FormFields.none();
        var again = call.query().text("again");
        if (again.isPresent() && call.caller().may(DirectDebits.READ)) {
            known = like(call.caller(), ResourceRef.parse(again.get()));
        }
        var mandate = call.query().text(MANDATE);
        if (mandate.isPresent()) {
            known = known.with(MANDATE, mandate.get());
        }
        return show(call, 200, Typed.of(known), Ahead.UNASKED);
    }

    /** What a collection said that is to be made again, without its day. */
    private FormFields like(Caller caller, ResourceRef reference) {
        var found =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> doors.directDebits().payments().find(tx, caller, reference));
        return found.stream().map(one -> like(one.payment())).findFirst().orElse(FormFields.none());
    }

    private static FormFields like(DirectDebit one) {
        var terms = one.terms();
        return FormFields.none()
                .with(MANDATE, one.parties().mandateId().toString())
                .with("source.id", one.accountId().toString())
                .with("amount.stringValue", terms.amount().decimal().toPlainString())
                .with("amount.currency", terms.amount().currency().code())
                .with("reference", terms.reference());
    }

    private Answer send(Call call) {
        return Asked.looked(call.fields(), fields -> previewed(call, fields))
                .map(one -> show(call, one.status(), one.typed(), one.ahead()))
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
                                        "/direct-debits/" + body.path("id").asText(),
                                        earlier ? "It had been created before." : "Created."),
                        (status, typed) -> show(call, status, typed, Ahead.UNASKED));
    }

    private Asked previewed(Call call, FormFields fields) {
        var caller = call.caller();
        return Asked.of(
                () ->
                        doors.previews()
                                .debit(caller, call.requestId(), parsed(caller, fields))
                                .map(preview -> ahead(caller, preview)));
    }

    private Ahead ahead(Caller caller, PaymentPreview preview) {
        var zone = doors.accounts().zone(caller);
        return doors.database()
                .read(
                        caller.organization(),
                        tx -> Ahead.of(tx, caller, preview, doors.approvals(), "collected", zone));
    }

    /** The body that a program would send; the scheme is that of the mandate. */
    private NewDirectDebit parsed(Caller caller, FormFields fields) {
        var form =
                new FormJson(fields)
                        .texts(MANDATE, "date", "reference", "externalId")
                        .amount("amount.stringValue", "amount.currency")
                        .metadata();
        fields.given("source.id")
                .ifPresent(id -> form.put("source.type", "ACCOUNT").put("source.id", id));
        var mandate =
                doors.database()
                        .read(caller.organization(), tx -> payers.chosen(tx, caller, fields));
        form.put("scheme", mandate.map(Mandate::scheme).orElse(MandateScheme.SDD_CORE).name());
        return NewDirectDebit.parse(form.fields());
    }

    private Answer show(Call call, int status, Typed typed, Ahead ahead) {
        var caller = call.caller();
        var view = doors.today(caller, (tx, today) -> view(tx, caller, typed, ahead, today));
        var frame =
                pages.frame(
                        call,
                        Section.DIRECT_DEBITS,
                        "New direct debit",
                        new Frame.Crumb("Payments", "/direct-debits"),
                        new Frame.Crumb("Direct debits", "/direct-debits"));
        return pages.show(status, frame, "paymentforms/direct-debit.jte", view);
    }

    private View view(Tx tx, Caller caller, Typed typed, Ahead ahead, LocalDate today) {
        var fields = typed.fields();
        var chosen = payers.chosen(tx, caller, fields);
        var accounts = usable(tx, caller, chosen);
        var days = Calendar.Rule.of(bankDays(chosen), today).effective(ahead.effective());
        return new View(
                typed,
                payers.choices(tx, caller, fields, chosen),
                accounts.stream().map(OwnAccounts::choice).toList(),
                currencies(accounts),
                Calendar.of(fields, "date", days),
                ahead);
    }

    private static BankCalendar bankDays(Optional<Mandate> mandate) {
        boolean swedish = mandate.filter(one -> !one.scheme().isSepa()).isPresent();
        return swedish ? BankCalendar.SWEDEN : BankCalendar.TARGET;
    }

    /** What the scheme of the mandate can pay into; the account that it names, where it does. */
    private List<Account> usable(Tx tx, Caller caller, Optional<Mandate> mandate) {
        var fixed = mandate.flatMap(Mandate::destinationAccountId);
        return doors.accounts().of(tx, caller).stream()
                .filter(one -> fixed.isEmpty() || fixed.get().equals(one.id()))
                .filter(
                        one ->
                                List.of(MandateScheme.values()).stream()
                                        .filter(
                                                scheme ->
                                                        mandate.isEmpty()
                                                                || mandate.get().scheme() == scheme)
                                        .anyMatch(scheme -> pays(scheme, one)))
                .toList();
    }

    private static boolean pays(MandateScheme scheme, Account account) {
        return account.currency().code().equals(scheme.currency());
    }

    private static List<Choice> currencies(List<Account> accounts) {
        var codes = accounts.stream().map(one -> one.currency().code()).distinct().toList();
        return (codes.isEmpty() ? List.of("EUR", "SEK") : codes)
                .stream().map(code -> new Choice(code, code)).toList();
    }
}
