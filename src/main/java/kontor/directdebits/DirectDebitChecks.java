package kontor.directdebits;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.approvals.PaymentType;
import kontor.approvals.Subject;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.changes.ResolvedIds;
import kontor.connections.Connections;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.db.Tx;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.PartySnapshot;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentTerms;
import kontor.payments.Payments.Allowed;
import kontor.payments.Schedule;
import kontor.wire.ResourceRef;

/**
 * Judges new collections by {@link DirectDebitRefusal}; reads everything a list needs in a few
 * statements.
 */
public final class DirectDebitChecks {

    private static final long LARGEST_SEPA_MINOR = 99_999_999_999L;
    private static final long LARGEST_AUTOGIRO_MINOR = 999_999_999_999L;
    private static final int DAYS_AHEAD = 60;

    private final Accounts accounts;
    private final ExternalAccounts externalAccounts;
    private final Mandates mandates;
    private final ExternalIds externalIds;
    private final Connections connections;

    public DirectDebitChecks(
            Accounts accounts,
            ExternalAccounts externalAccounts,
            Mandates mandates,
            ExternalIds externalIds,
            Connections connections) {
        this.accounts = accounts;
        this.externalAccounts = externalAccounts;
        this.mandates = mandates;
        this.externalIds = externalIds;
        this.connections = connections;
    }

    /** What the checks of one list look at. */
    private record Facts(
            ResolvedIds resolved,
            Map<UUID, OwnAccount> own,
            Map<UUID, Mandate> mandates,
            Map<UUID, List<Mandate>> usable,
            Map<UUID, ExternalParty> parties,
            Map<String, Optional<String>> sepaCreditorProblems) {

        Optional<UUID> id(ResourceRef reference, String resource) {
            return resolved.id(reference, resource);
        }
    }

    /** A collection that may be made: into which account, under which mandate, from whom. */
    record Sides(OwnAccount own, Mandate mandate, ExternalParty party) {

        /** The only collection of a ONE_OFF mandate, or the last of one that is being cancelled. */
        boolean isLast() {
            return sequence() != SequenceType.RCUR;
        }

        SequenceType sequence() {
            return mandate.recurrence() == Mandate.Recurrence.ONE_OFF
                    ? SequenceType.OOFF
                    : mandate.status() == MandateStatus.PENDING_CANCELLATION
                            ? SequenceType.FNAL
                            : SequenceType.RCUR;
        }
    }

    Map<UUID, Outcome<Sides>> judge(Tx tx, List<Request<NewDirectDebit>> requests) {
        var facts = facts(tx, requests);
        var outcomes = new LinkedHashMap<UUID, Outcome<Sides>>();
        for (var one : requests) {
            outcomes.put(one.id(), judge(tx, one, facts));
        }
        return outcomes;
    }

    private Facts facts(Tx tx, List<Request<NewDirectDebit>> requests) {
        var resolved =
                externalIds.named(
                        tx,
                        requests.stream()
                                .map(Request::input)
                                .flatMap(
                                        input ->
                                                Stream.concat(
                                                        Stream.of(input.own()),
                                                        Stream.concat(
                                                                input.payer().stream(),
                                                                input.mandate().stream()))));
        var own = new ArrayList<UUID>();
        var mandateIds = new ArrayList<UUID>();
        var payers = new ArrayList<UUID>();
        var payersWithoutMandate = new ArrayList<UUID>();
        for (var one : requests) {
            var input = one.input();
            resolved.id(input.own(), Accounts.RESOURCE).ifPresent(own::add);
            input.mandate()
                    .flatMap(reference -> resolved.id(reference, Mandates.RESOURCE))
                    .ifPresent(mandateIds::add);
            var payer =
                    input.payer()
                            .flatMap(
                                    reference -> resolved.id(reference, ExternalAccounts.RESOURCE));
            payer.ifPresent(payers::add);
            if (input.mandate().isEmpty()) {
                payer.ifPresent(payersWithoutMandate::add);
            }
        }
        var found = new HashMap<>(mandates.forUse(tx, distinct(mandateIds)));
        var usable =
                mandates.usableForUse(tx, distinct(payersWithoutMandate)).stream()
                        .collect(Collectors.groupingBy(Mandate::externalAccountId));
        found.values().forEach(mandate -> payers.add(mandate.externalAccountId()));
        return new Facts(
                resolved,
                accounts.forUse(tx, distinct(own)),
                found,
                usable,
                externalAccounts.ofMandatesForUse(tx, distinct(payers)),
                new HashMap<>());
    }

    private static List<UUID> distinct(Collection<UUID> ids) {
        return ids.stream().distinct().toList();
    }

    private Outcome<Sides> judge(Tx tx, Request<NewDirectDebit> request, Facts facts) {
        NewDirectDebit input = request.input();
        var own =
                facts.id(input.own(), Accounts.RESOURCE)
                        .map(facts.own::get)
                        .filter(account -> request.caller().accounts().allows(account.id()));
        var refused = amountRefusal(input).or(() -> ownRefusal(tx, input, own));
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        return switch (mandate(request, own.orElseThrow(), facts)) {
            case Outcome.Refused<Mandate>(var refusal) -> Outcome.refused(refusal);
            case Outcome.Done<Mandate>(var mandate) -> {
                var party = Maps.required(facts.parties, mandate.externalAccountId());
                yield mandateRefusal(input, mandate, party, own.get(), facts)
                        .<Outcome<Sides>>map(Outcome::refused)
                        .orElseGet(() -> Outcome.done(new Sides(own.get(), mandate, party)));
            }
        };
    }

    private static Optional<Refusal> amountRefusal(NewDirectDebit input) {
        String currency = input.scheme().currency();
        if (!input.amount().currency().code().equals(currency)) {
            return Optional.of(
                    DirectDebitRefusal.CURRENCY_NOT_ALLOWED.refusal(
                            input.scheme() + " collects " + currency));
        }
        long largest = input.scheme().isSepa() ? LARGEST_SEPA_MINOR : LARGEST_AUTOGIRO_MINOR;
        return input.amount().amountMinor() > largest
                ? Optional.of(
                        DirectDebitRefusal.AMOUNT_TOO_LARGE.refusal(
                                largest + " minor units at most"))
                : Optional.empty();
    }

    private static Optional<Refusal> ownRefusal(
            Tx tx, NewDirectDebit input, Optional<OwnAccount> own) {
        if (own.isEmpty()) {
            return Optional.of(DirectDebitRefusal.ACCOUNT_NOT_FOUND.at(input.ownField(), ""));
        }
        boolean fits =
                own.get().currency().code().equals(input.scheme().currency())
                        && (input.scheme().isSepa() ? own.get().iban() : own.get().bankgiro())
                                .isPresent();
        if (!fits) {
            return Optional.of(
                    DirectDebitRefusal.ACCOUNT_NOT_ALLOWED.at(
                            input.ownField(),
                            input.scheme()
                                    + (input.scheme().isSepa()
                                            ? " needs a EUR account with an IBAN"
                                            : " needs a SEK account with a bankgiro")));
        }
        LocalDate today = tx.today(own.get().zone());
        if (input.date().isBefore(today)) {
            return Optional.of(
                    DirectDebitRefusal.DATE_IN_PAST.refusal(
                            "today is " + today + " in " + own.get().zone()));
        }
        return input.date().isAfter(today.plusDays(DAYS_AHEAD))
                ? Optional.of(
                        DirectDebitRefusal.DATE_TOO_FAR.refusal(
                                "the last day is " + today.plusDays(DAYS_AHEAD)))
                : Optional.empty();
    }

    private static Outcome<Mandate> mandate(
            Request<NewDirectDebit> request, OwnAccount own, Facts facts) {
        NewDirectDebit input = request.input();
        var limit = request.caller().accounts();
        var payer =
                input.payer().flatMap(reference -> facts.id(reference, ExternalAccounts.RESOURCE));
        if (input.payer().isPresent() && payer.map(facts.parties::get).isEmpty()) {
            return Outcome.refused(DirectDebitRefusal.EXTERNAL_ACCOUNT_NOT_FOUND.refusal());
        }
        if (payer.map(facts.parties::get).map(ExternalParty::deleted).orElse(false)) {
            return Outcome.refused(DirectDebitRefusal.EXTERNAL_ACCOUNT_DELETED.refusal());
        }
        if (input.mandate().isPresent()) {
            return facts.id(input.mandate().get(), Mandates.RESOURCE)
                    .map(facts.mandates::get)
                    .filter(mandate -> limit.allows(mandate.destinationAccountId()))
                    .map(Outcome::done)
                    .orElseGet(
                            () -> Outcome.refused(DirectDebitRefusal.MANDATE_NOT_FOUND.refusal()));
        }
        var fitting =
                facts.usable.getOrDefault(payer.orElseThrow(), List.of()).stream()
                        .filter(mandate -> limit.allows(mandate.destinationAccountId()))
                        .filter(mandate -> mandate.scheme() == input.scheme() && !mandate.usedUp())
                        .filter(
                                mandate ->
                                        input.scheme() != MandateScheme.AUTOGIRO
                                                || mandate.destinationAccountId()
                                                        .equals(Optional.of(own.id())))
                        .toList();
        if (fitting.isEmpty()) {
            return Outcome.refused(
                    DirectDebitRefusal.MANDATE_NOT_FOUND.refusal(
                            "the external account has none of scheme " + input.scheme()));
        }
        var usable =
                fitting.stream()
                        .filter(
                                mandate ->
                                        mandateRefusal(
                                                        input,
                                                        mandate,
                                                        Maps.required(
                                                                facts.parties,
                                                                mandate.externalAccountId()),
                                                        own,
                                                        facts)
                                                .isEmpty())
                        .toList();
        return switch (usable.size()) {
            // None can be used; the judgement of the first, which follows, tells why.
            case 0 -> Outcome.done(fitting.getFirst());
            case 1 -> Outcome.done(usable.getFirst());
            default ->
                    Outcome.refused(
                            DirectDebitRefusal.MANDATE_AMBIGUOUS.refusal(
                                    usable.stream()
                                            .map(mandate -> mandate.id().toString())
                                            .collect(Collectors.joining(", "))));
        };
    }

    private static Optional<Refusal> mandateRefusal(
            NewDirectDebit input,
            Mandate mandate,
            ExternalParty party,
            OwnAccount own,
            Facts facts) {
        // The payer's account was not named, so the mandate that leads to it is to blame.
        if (party.deleted()) {
            return Optional.of(DirectDebitRefusal.EXTERNAL_ACCOUNT_DELETED.at("mandateId", ""));
        }
        if (mandate.scheme() != input.scheme()) {
            return no(DirectDebitRefusal.MANDATE_OTHER_SCHEME, mandate.scheme().name());
        }
        if (otherAccount(input, mandate, facts)) {
            return no(DirectDebitRefusal.MANDATE_OTHER_ACCOUNT, "");
        }
        if (mandate.scheme() == MandateScheme.AUTOGIRO
                && !mandate.destinationAccountId().equals(Optional.of(own.id()))) {
            return no(DirectDebitRefusal.MANDATE_OTHER_DESTINATION, "");
        }
        if (!mandate.status().isLive() && mandate.status() != MandateStatus.PENDING_CANCELLATION) {
            return no(DirectDebitRefusal.MANDATE_NOT_USABLE, "it is " + mandate.status());
        }
        if (mandate.blockedBy().isPresent()) {
            return no(DirectDebitRefusal.MANDATE_BLOCKED, mandate.blockedBy().get());
        }
        if (mandate.usedUp()) {
            return no(DirectDebitRefusal.MANDATE_USED_UP, "");
        }
        if (mandate.signatureDate().map(input.date()::isBefore).orElse(false)) {
            return no(
                    DirectDebitRefusal.MANDATE_SIGNED_LATER,
                    mandate.signatureDate().map(LocalDate::toString).orElse(""));
        }
        var lapses = mandate.lapses();
        if (lapses.map(input.date()::isAfter).orElse(false)) {
            return no(DirectDebitRefusal.MANDATE_LAPSED, lapses.map(day -> "on " + day).orElse(""));
        }
        if (!input.scheme().isSepa()) {
            return Optional.empty();
        }
        // Most mandates of a list are of one creditor.
        var problem =
                facts.sepaCreditorProblems.computeIfAbsent(
                        mandate.creditorReference(), _ -> mandate.creditorProblem());
        if (problem.isPresent()) {
            return no(DirectDebitRefusal.CREDITOR_IDENTIFIER_INVALID, problem.get());
        }
        return party.addressMissing()
                ? no(DirectDebitRefusal.PAYER_ADDRESS_MISSING, "")
                : Optional.empty();
    }

    private static boolean otherAccount(NewDirectDebit input, Mandate mandate, Facts facts) {
        return input.payer()
                .flatMap(reference -> facts.id(reference, ExternalAccounts.RESOURCE))
                .map(payer -> !payer.equals(mandate.externalAccountId()))
                .orElse(false);
    }

    private static Optional<Refusal> no(DirectDebitRefusal refusal, String fact) {
        return Optional.of(refusal.refusal(fact));
    }

    static Subject subject(Request<NewDirectDebit> request, OwnAccount own) {
        return new Subject(
                request.id(),
                PaymentType.DIRECT_DEBIT,
                request.input().amount(),
                request.caller(),
                own.id(),
                own.holderEntity().id());
    }

    Maker maker(Tx tx) {
        return new Maker(tx);
    }

    /** Makes the collections of one list; what they have in common is worked out once. */
    final class Maker {

        private final Tx tx;
        private final Map<UUID, PartySnapshot> owns = new HashMap<>();
        private final Map<DayAsked, Schedule.Day> days = new HashMap<>();

        private record DayAsked(MandateScheme scheme, UUID connection, LocalDate date) {}

        private Maker(Tx tx) {
            this.tx = tx;
        }

        Allowed<DirectDebit> made(Request<NewDirectDebit> request, Sides sides) {
            NewDirectDebit input = request.input();
            var own = sides.own;
            var party = sides.party;
            var destination =
                    owns.computeIfAbsent(
                            own.id(),
                            _ -> PartySnapshot.of(own.snapshot(tx.organization()), own.holder()));
            var source = PartySnapshot.of(party.accountSnapshot(tx.organization()), party.holder());
            var parties =
                    new DirectDebit.Parties(
                            Optional.of(own.connectionId()),
                            own.id(),
                            party.id(),
                            party.counterpartyId(),
                            sides.mandate.id(),
                            destination,
                            source,
                            sides.mandate.collectionSnapshot(
                                    sides.mandate.status() == MandateStatus.PENDING_CANCELLATION));
            var day =
                    days.computeIfAbsent(
                            new DayAsked(input.scheme(), own.connectionId(), input.date()),
                            _ ->
                                    DirectDebits.schedule(
                                                    tx,
                                                    connections,
                                                    input.scheme(),
                                                    Optional.of(own.connectionId()))
                                            .firstFrom(input.date(), tx.bankNow()));
            var terms =
                    new PaymentTerms(
                            request.id(),
                            Optional.of(request.caller().userId()),
                            input.amount(),
                            input.reference(),
                            input.categoryPurpose(),
                            input.chargeBearer(),
                            input.externalId(),
                            input.metadata(),
                            input.batch(),
                            tx.now());
            return new Allowed<>(
                    new DirectDebit(
                            terms,
                            PaymentProgress.begun(input.date(), day, tx.now()),
                            input.scheme(),
                            sides.sequence(),
                            parties),
                    subject(request, own));
        }
    }
}
