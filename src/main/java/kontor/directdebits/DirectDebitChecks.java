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
import kontor.banktexts.Texts;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.changes.ResolvedIds;
import kontor.connections.BankProfile;
import kontor.connections.Connections;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.db.Tx;
import kontor.identifiers.SepaText;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
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
    record Facts(
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
        var profile = connections.profile(tx, own.map(OwnAccount::connectionId));
        var refused =
                amountRefusal(input)
                        .or(() -> tooLong(input, profile))
                        .or(() -> ownRefusal(tx, input, own));
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        var limit = request.caller().accounts();
        var choice = new MandateChoice(input, limit, own.orElseThrow(), facts);
        return choice.mandate()
                .flatMap(
                        mandate ->
                                Outcome.unless(
                                        choice.refusal(mandate),
                                        () ->
                                                new Sides(
                                                        choice.own(),
                                                        mandate,
                                                        choice.party(mandate))));
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

    /**
     * Why a reference would not leave whole: it is too long as the bank writes it. Autogiro carries
     * none.
     */
    private static Optional<Refusal> tooLong(NewDirectDebit input, BankProfile profile) {
        var reference = CollectionFile.reference(input.reference());
        int carried = Texts.length(reference.given(), profile.files().nationalLetters());
        boolean fits =
                !input.scheme().isSepa()
                        || reference.structured().isPresent()
                        || carried <= reference.most();
        return fits
                ? Optional.empty()
                : Optional.of(
                        DirectDebitRefusal.REFERENCE_TOO_LONG.refusal(
                                "%d characters at most, and banks write this one with %d"
                                        .formatted(reference.most(), carried)));
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
        if (input.scheme().isSepa() && !SepaText.isLegible(own.get().holderEntity().legalName())) {
            return Optional.of(DirectDebitRefusal.OWN_NAME_UNREADABLE.at(input.ownField(), ""));
        }
        return dateRefusal(tx, input, own.get());
    }

    private static Optional<Refusal> dateRefusal(Tx tx, NewDirectDebit input, OwnAccount own) {
        LocalDate today = tx.today(own.zone());
        if (input.date().isBefore(today)) {
            return Optional.of(
                    DirectDebitRefusal.DATE_IN_PAST.refusal(
                            "today is " + today + " in " + own.zone()));
        }
        return input.date().isAfter(today.plusDays(DAYS_AHEAD))
                ? Optional.of(
                        DirectDebitRefusal.DATE_TOO_FAR.refusal(
                                "the last day is " + today.plusDays(DAYS_AHEAD)))
                : Optional.empty();
    }

    /** Makes the collections of the list that were judged. */
    DirectDebitMaker maker(Tx tx) {
        return new DirectDebitMaker(tx, connections);
    }
}
