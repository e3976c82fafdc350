package kontor.portfolios;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalParty;
import kontor.counterparties.NewCounterparty;
import kontor.db.Tx;
import kontor.portfolios.PayerTable.Numbered;
import kontor.portfolios.PortfolioRow.Payer;
import kontor.wire.ResourceRef;

/** Finds the counterparties that rows name, and makes those that are not there. */
final class PartyPass {

    private static final String TAKEN = "external_id_taken";

    private final SlicePass pass;
    private final boolean isLast;
    private PayerTable.Payers there = new PayerTable.Payers(Map.of(), Map.of());

    PartyPass(SlicePass pass, boolean isLast) {
        this.pass = pass;
        this.isLast = isLast;
    }

    void run(Tx tx) {
        find(tx);
        make(tx);
    }

    /** The accounts that those found have already. */
    Map<Numbered, UUID> accounts() {
        return there.accounts();
    }

    private void find(Tx tx) {
        var externalIds = new HashMap<PortfolioRow, String>();
        var references = new HashMap<PortfolioRow, ResourceRef>();
        for (var row : pass.rows().keySet()) {
            switch (pass.wanted(row).payer()) {
                case Payer.Known(var account) -> pass.account(row, account);
                case Payer.OfKnown(var party, _, _) -> references.put(row, party);
                case Payer.New(var party) ->
                        party.externalId().ifPresent(text -> externalIds.put(row, text));
            }
        }
        var named = pass.doors().externalIds().named(tx, references.values().stream());
        references.forEach(
                (row, reference) ->
                        named.id(reference, Counterparties.RESOURCE)
                                .ifPresent(id -> pass.party(row, id)));
        var owners = pass.doors().externalIds().find(tx, new HashSet<>(externalIds.values()));
        externalIds.forEach(
                (row, text) ->
                        Optional.ofNullable(owners.get(text))
                                .filter(owner -> !owner.released())
                                .ifPresent(owner -> own(row, owner)));
        var ids = pass.rows().keySet().stream().flatMap(row -> pass.party(row).stream());
        there = new PayerTable().find(tx, ids.distinct().toList());
        pass.rows().keySet().forEach(this::checkName);
    }

    private void own(PortfolioRow row, ExternalIds.Owner owner) {
        if (owner.resource().equals(Counterparties.RESOURCE)) {
            pass.party(row, owner.id());
            return;
        }
        boolean limited = !pass.order().caller().accounts().all();
        var wanted = new ExternalIds.Wanted(owner.externalId(), owner.id(), limited);
        pass.fail(row, ExternalIds.taken(wanted, owner), _ -> "counterpartyExternalId");
    }

    private void checkName(PortfolioRow row) {
        var now = pass.party(row).map(there.names()::get);
        boolean differs =
                switch (pass.wanted(row).payer()) {
                    case Payer.Known _ -> false;
                    case Payer.OfKnown _ -> differs(now, says(row));
                    case Payer.New(var party) -> differs(now.or(() -> before(party)), says(row));
                };
        if (differs) {
            pass.fail(row, RowRefusal.COUNTERPARTY_DIFFERS.refusal());
        }
    }

    /** What a dry run would have made of an earlier row. */
    private Optional<String> before(NewCounterparty party) {
        return pass.order().seen().flatMap(seen -> party.externalId().flatMap(seen::party));
    }

    private boolean wouldBeThere(PortfolioRow row) {
        return pass.wanted(row).payer() instanceof Payer.New(var party)
                && before(party).isPresent();
    }

    /** What the row calls the counterparty. */
    private Optional<String> says(PortfolioRow row) {
        return switch (pass.wanted(row).payer()) {
            case Payer.Known _ -> Optional.empty();
            case Payer.OfKnown(_, var name, _) -> name;
            case Payer.New(var party) -> Optional.of(party.details().legalName());
        };
    }

    private static boolean differs(Optional<String> now, Optional<String> says) {
        return now.isPresent() && says.isPresent() && !now.equals(says);
    }

    /** The first row that names a new counterparty makes it; the others are accounts of it. */
    private void make(Tx tx) {
        var first = new HashMap<String, PortfolioRow>();
        var followers = new LinkedHashMap<PortfolioRow, PortfolioRow>();
        var requests = new LinkedHashMap<PortfolioRow, Request<NewCounterparty>>();
        pass.left()
                .filter(row -> pass.party(row).isEmpty())
                .forEach(
                        row ->
                                leader(first, row)
                                        .ifPresentOrElse(
                                                one -> followers.put(row, one),
                                                () -> {
                                                    if (pass.wanted(row).payer()
                                                            instanceof Payer.New(var party)) {
                                                        requests.put(
                                                                row, pass.order().request(party));
                                                    }
                                                }));
        if (requests.isEmpty()) {
            return;
        }
        var asked = new ArrayList<>(requests.values());
        var outcomes = pass.doors().counterparties().create(tx, asked).iterator();
        requests.keySet().forEach(row -> made(tx, row, outcomes.next()));
        followers.forEach((row, leader) -> follow(requests, row, leader));
    }

    /**
     * The row before this one that makes its counterparty; a row behind it makes nothing for it.
     */
    private Optional<PortfolioRow> leader(Map<String, PortfolioRow> first, PortfolioRow row) {
        return switch (pass.wanted(row).payer()) {
            case Payer.Known _ -> Optional.empty();
            case Payer.OfKnown(var party, _, _) ->
                    PortfolioRow.externalId(party)
                            .map(first::get)
                            .filter(Objects::nonNull)
                            .findFirst();
            case Payer.New(var party) ->
                    party.externalId().map(text -> first.putIfAbsent(text, row));
        };
    }

    private void made(Tx tx, PortfolioRow row, Outcome<Snapshot> outcome) {
        switch (outcome) {
            case Outcome.Done<Snapshot>(var party) -> {
                pass.party(row, party.id());
                var accounts = ExternalParty.accountsMadeWith(tx, party.id());
                pass.account(row, new ResourceRef.ById(accounts.getFirst()));
            }
            case Outcome.Refused<Snapshot>(var refusal) -> {
                if (refusal.code().equals(TAKEN) && !isLast) {
                    pass.race();
                } else {
                    pass.fail(row, refusal, pass.wanted(row).cells()::ofParty);
                }
            }
        }
    }

    private void follow(
            Map<PortfolioRow, Request<NewCounterparty>> made,
            PortfolioRow row,
            PortfolioRow leader) {
        if (pass.hasFailed(leader)) {
            // One that a dry run would have made before is there, whatever this row says of it.
            if (!wouldBeThere(row)) {
                pass.fail(row, RowRefusal.COUNTERPARTY_FAULTY.refusal("line " + leader.line()));
            }
            return;
        }
        pass.party(leader).ifPresent(id -> pass.party(row, id));
        String name = Maps.required(made, leader).input().details().legalName();
        if (says(row).filter(own -> !own.equals(name)).isPresent()) {
            pass.fail(row, RowRefusal.COUNTERPARTY_DIFFERS.refusal("line " + leader.line()));
        }
    }
}
