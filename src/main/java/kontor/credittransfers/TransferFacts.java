package kontor.credittransfers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.changes.ResolvedIds;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.counterparties.InlineAccount;
import kontor.credittransfers.CreditTransferChecks.Target;
import kontor.credittransfers.NewCreditTransfer.Destination;
import kontor.db.Tx;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.wire.ResourceRef;
import org.jspecify.annotations.Nullable;

/** What the checks of one list of transfers look at. */
final class TransferFacts {
    private final ResolvedIds resolved;
    private final Map<UUID, OwnAccount> own;
    private final Map<UUID, ExternalParty> parties;
    private final Map<UUID, Mandate> mandates;
    private final Map<UUID, Payable> payables = new HashMap<>();

    /** External ids that INLINE destinations of this list bring, with a digest of the account. */
    private final Map<String, String> taken = new HashMap<>();

    private TransferFacts(
            ResolvedIds resolved,
            Map<UUID, OwnAccount> own,
            Map<UUID, ExternalParty> parties,
            Map<UUID, Mandate> mandates) {
        this.resolved = resolved;
        this.own = own;
        this.parties = parties;
        this.mandates = mandates;
    }

    Optional<Mandate> mandate(NewCreditTransfer input) {
        return input.mandate()
                .flatMap(reference -> resolved.id(reference, Mandates.RESOURCE))
                .map(mandates::get);
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

    /** Whom a mandate is of. */
    Optional<ExternalParty> payer(Mandate mandate) {
        return Optional.ofNullable(parties.get(mandate.externalAccountId()));
    }

    /** The digest of another account that brought the same external id, where one did. */
    @Nullable String take(InlineAccount account) {
        return taken.putIfAbsent(account.externalId().orElseThrow(), account.digest());
    }

    boolean isTaken(String externalId) {
        return resolved.isTaken(externalId);
    }

    /** Whom they ask, in a few statements for a whole list. */
    record Sources(
            Accounts accounts,
            ExternalAccounts externalAccounts,
            ExternalIds externalIds,
            Mandates mandates) {

        TransferFacts of(Tx tx, List<Request<NewCreditTransfer>> requests) {
            var inputs = requests.stream().map(Request::input).toList();
            var resolved = externalIds.named(tx, inputs.stream().flatMap(Sources::references));
            var own = new ArrayList<UUID>();
            var external = new ArrayList<UUID>();
            var under = new ArrayList<UUID>();
            for (var input : inputs) {
                resolved.id(input.source(), Accounts.RESOURCE).ifPresent(own::add);
                boolean isOwn = input.destination() instanceof Destination.Own;
                String kind = isOwn ? Accounts.RESOURCE : ExternalAccounts.RESOURCE;
                reference(input.destination())
                        .flatMap(reference -> resolved.id(reference, kind))
                        .ifPresent(isOwn ? own::add : external::add);
                input.mandate()
                        .flatMap(reference -> resolved.id(reference, Mandates.RESOURCE))
                        .ifPresent(under::add);
            }
            var found = mandates.forUse(tx, distinct(under));
            found.values().forEach(mandate -> external.add(mandate.externalAccountId()));
            return new TransferFacts(
                    resolved,
                    accounts.forUse(tx, distinct(own)),
                    externalAccounts.forUse(tx, distinct(external)),
                    found);
        }

        private static Stream<ResourceRef> references(NewCreditTransfer input) {
            return Stream.of(
                            Optional.of(input.source()),
                            reference(input.destination()),
                            input.mandate())
                    .flatMap(Optional::stream);
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
                case Destination.OfMandate() -> Optional.empty();
            };
        }
    }
}
