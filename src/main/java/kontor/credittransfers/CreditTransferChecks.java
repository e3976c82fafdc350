package kontor.credittransfers;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.accounts.AccountStatus;
import kontor.accounts.Accounts;
import kontor.accounts.Instrument;
import kontor.accounts.OwnAccount;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.changes.ResolvedIds;
import kontor.connections.Connections;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.counterparties.InlineAccount;
import kontor.credittransfers.NewCreditTransfer.Destination;
import kontor.db.Tx;
import kontor.wire.ResourceRef;

/**
 * Judges new transfers by {@link CreditTransferRefusal}; reads everything a list needs in a few
 * statements.
 */
public final class CreditTransferChecks {

    private static final int DAYS_AHEAD = 365;

    private final Accounts accounts;
    private final ExternalAccounts externalAccounts;
    private final ExternalIds externalIds;
    private final Connections connections;

    public CreditTransferChecks(
            Accounts accounts,
            ExternalAccounts externalAccounts,
            ExternalIds externalIds,
            Connections connections) {
        this.accounts = accounts;
        this.externalAccounts = externalAccounts;
        this.externalIds = externalIds;
        this.connections = connections;
    }

    /** A transfer that may be made: from where, and to whom as far as that is known. */
    record Sides(OwnAccount source, Target target) {

        /** The same, now that the account that was described exists. */
        Sides to(ExternalParty party) {
            return new Sides(source, new Target.External(party));
        }
    }

    /** Who is paid, as it was found in the database. */
    sealed interface Target {

        record Own(OwnAccount account) implements Target {}

        record External(ExternalParty party) implements Target {}

        /** Described by the request; it becomes a counterparty's account with the transfer. */
        record Inline(InlineAccount account) implements Target {}
    }

    /** What the checks of one list look at. */
    private static final class Facts {
        private final ResolvedIds resolved;
        private final Map<UUID, OwnAccount> own;
        private final Map<UUID, ExternalParty> parties;
        private final Map<UUID, Payable> payables = new HashMap<>();

        /**
         * External ids that INLINE destinations of this list bring, with a digest of the account.
         */
        private final Map<String, String> taken = new HashMap<>();

        Facts(ResolvedIds resolved, Map<UUID, OwnAccount> own, Map<UUID, ExternalParty> parties) {
            this.resolved = resolved;
            this.own = own;
            this.parties = parties;
        }

        Optional<OwnAccount> own(ResourceRef reference) {
            return resolved.id(reference, Accounts.RESOURCE).map(own::get);
        }

        Optional<ExternalParty> party(ResourceRef reference) {
            return resolved.id(reference, ExternalAccounts.RESOURCE).map(parties::get);
        }

        Payable payable(Target target) {
            return switch (target) {
                case Target.Own(var account) ->
                        payables.computeIfAbsent(account.id(), _ -> Payable.of(account));
                case Target.External(var party) ->
                        payables.computeIfAbsent(party.id(), _ -> Payable.of(party));
                case Target.Inline(var account) -> Payable.of(account);
            };
        }
    }

    Map<UUID, Outcome<Sides>> judge(Tx tx, List<Request<NewCreditTransfer>> requests) {
        var facts = facts(tx, requests);
        var outcomes = new LinkedHashMap<UUID, Outcome<Sides>>();
        requests.forEach(one -> outcomes.put(one.id(), judge(tx, one, facts)));
        return outcomes;
    }

    private Facts facts(Tx tx, List<Request<NewCreditTransfer>> requests) {
        var resolved =
                externalIds.named(
                        tx,
                        requests.stream()
                                .map(Request::input)
                                .flatMap(
                                        input ->
                                                Stream.concat(
                                                        Stream.of(input.source()),
                                                        reference(input.destination()).stream())));
        var own = new ArrayList<UUID>();
        var external = new ArrayList<UUID>();
        for (var one : requests) {
            resolved.id(one.input().source(), Accounts.RESOURCE).ifPresent(own::add);
            reference(one.input().destination())
                    .ifPresent(
                            reference -> {
                                resolved.id(reference, Accounts.RESOURCE)
                                        .filter(
                                                _ ->
                                                        one.input().destination()
                                                                instanceof Destination.Own)
                                        .ifPresent(own::add);
                                resolved.id(reference, ExternalAccounts.RESOURCE)
                                        .filter(
                                                _ ->
                                                        !(one.input().destination()
                                                                instanceof Destination.Own))
                                        .ifPresent(external::add);
                            });
        }
        return new Facts(
                resolved,
                accounts.forUse(tx, distinct(own)),
                externalAccounts.forUse(tx, distinct(external)));
    }

    private static List<UUID> distinct(Collection<UUID> ids) {
        return ids.stream().distinct().sorted().toList();
    }

    private static Optional<ResourceRef> reference(Destination destination) {
        return switch (destination) {
            case Destination.Own(var account) -> Optional.of(account);
            case Destination.External(var account) -> Optional.of(account);
            case Destination.Inline(var account) ->
                    account.externalId().map(ResourceRef.ByExternalId::new);
        };
    }

    private Outcome<Sides> judge(Tx tx, Request<NewCreditTransfer> request, Facts facts) {
        NewCreditTransfer input = request.input();
        AccountLimit limit = request.caller().accounts();
        var own = facts.own(input.source()).filter(account -> limit.allows(account.id()));
        var profile = connections.profile(tx, own.map(OwnAccount::connectionId));
        var refused = SchemeRules.ofRequest(input, profile).or(() -> sourceRefusal(tx, input, own));
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        var source = facts.payable(new Target.Own(own.orElseThrow()));
        return target(input, own.get(), limit, facts)
                .flatMap(
                        target ->
                                SchemeRules.ofDestination(input, source, facts.payable(target))
                                        .<Outcome<Sides>>map(Outcome::refused)
                                        .orElseGet(
                                                () -> Outcome.done(new Sides(own.get(), target))));
    }

    private static Optional<Refusal> sourceRefusal(
            Tx tx, NewCreditTransfer input, Optional<OwnAccount> own) {
        if (own.isEmpty()) {
            return Optional.of(CreditTransferRefusal.ACCOUNT_NOT_FOUND.refusal());
        }
        if (own.get().status() != AccountStatus.ACTIVE) {
            return Optional.of(CreditTransferRefusal.ACCOUNT_NOT_ACTIVE.refusal());
        }
        return SchemeRules.ofSource(input, own.get())
                .or(
                        () ->
                                dateRefusal(
                                        input.date(),
                                        tx.today(own.get().zone()),
                                        "in " + own.get().zone()))
                .or(
                        () ->
                                input.worldlink() && worldlink(own.get()).isEmpty()
                                        ? Optional.of(
                                                CreditTransferRefusal.INSTRUMENT_NOT_AVAILABLE
                                                        .refusal())
                                        : Optional.empty());
    }

    /** The zone in which the bank days of an own account begin. */
    ZoneId zone(Tx tx, UUID account) {
        return Maps.required(accounts.forUse(tx, List.of(account)), account).zone();
    }

    static Optional<Refusal> dateRefusal(LocalDate date, LocalDate today, String where) {
        if (date.isBefore(today)) {
            return Optional.of(
                    CreditTransferRefusal.DATE_IN_PAST.refusal("today is " + today + " " + where));
        }
        return date.isAfter(today.plusDays(DAYS_AHEAD))
                ? Optional.of(
                        CreditTransferRefusal.DATE_TOO_FAR.refusal(
                                "the last day is " + today.plusDays(DAYS_AHEAD)))
                : Optional.empty();
    }

    static Optional<Instrument> worldlink(OwnAccount own) {
        return own.instruments().stream()
                .filter(one -> one.type() == Instrument.Type.CITI_WORLDLINK)
                .findFirst();
    }

    private static Outcome<Target> target(
            NewCreditTransfer input, OwnAccount source, AccountLimit limit, Facts facts) {
        return switch (input.destination()) {
            case Destination.Own(var reference) ->
                    facts.own(reference)
                            .filter(account -> limit.allows(account.id()))
                            .map(account -> ownTarget(account, source))
                            .orElseGet(
                                    () ->
                                            Outcome.refused(
                                                    CreditTransferRefusal.DESTINATION_NOT_FOUND
                                                            .refusal()));
            case Destination.External(var reference) ->
                    facts.party(reference)
                            .map(
                                    party ->
                                            party.deleted()
                                                    ? Outcome.<Target>refused(
                                                            CreditTransferRefusal
                                                                    .EXTERNAL_ACCOUNT_DELETED
                                                                    .refusal())
                                                    : Outcome.<Target>done(
                                                            new Target.External(party)))
                            .orElseGet(
                                    () ->
                                            Outcome.refused(
                                                    CreditTransferRefusal.EXTERNAL_ACCOUNT_NOT_FOUND
                                                            .refusal()));
            case Destination.Inline(var account) -> inlineTarget(account, facts);
        };
    }

    private static Outcome<Target> ownTarget(OwnAccount account, OwnAccount source) {
        if (account.status() != AccountStatus.ACTIVE) {
            return Outcome.refused(CreditTransferRefusal.DESTINATION_NOT_ACTIVE.refusal());
        }
        return account.id().equals(source.id())
                ? Outcome.refused(CreditTransferRefusal.SAME_ACCOUNT.refusal())
                : Outcome.done(new Target.Own(account));
    }

    /** An external id that is there already names its account, which must be the one described. */
    private static Outcome<Target> inlineTarget(InlineAccount account, Facts facts) {
        if (account.externalId().isEmpty()) {
            return Outcome.done(new Target.Inline(account));
        }
        var known = facts.party(new ResourceRef.ByExternalId(account.externalId().get()));
        if (known.isPresent() && !known.get().deleted()) {
            return known.get().identifiers().contains(account.identifier())
                    ? Outcome.done(new Target.External(known.get()))
                    : Outcome.refused(
                            CreditTransferRefusal.EXTERNAL_ID_TAKEN.refusal(
                                    known.get().id().toString()));
        }
        String before = facts.taken.putIfAbsent(account.externalId().get(), account.digest());
        if (before != null && !before.equals(account.digest())) {
            return Outcome.refused(CreditTransferRefusal.EXTERNAL_ID_TAKEN.refusal());
        }
        return facts.resolved.isTaken(account.externalId().get())
                ? Outcome.refused(CreditTransferRefusal.EXTERNAL_ID_TAKEN.refusal())
                : Outcome.done(new Target.Inline(account));
    }
}
