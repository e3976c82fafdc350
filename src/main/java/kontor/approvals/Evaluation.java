package kontor.approvals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.exchangerates.Rates;

/**
 * Decides which steps a payment needs. Every chain whose condition holds adds its steps; where none
 * holds, the owner decides. Where an exchange rate is missing, nobody can know whether a condition
 * holds. Then both cases count: the chain adds its steps, unless it would approve by itself, and
 * the owner must decide too, unless another chain holds for certain.
 *
 * @param chains oldest first; the steps come in this order
 */
record Evaluation(List<ApprovalChain> chains, Rates rates, OwnerDecides owner) {

    /** The owner step, for payments without a chain; the id of the organization is its chain id. */
    record OwnerDecides(UUID organization, UUID role) {}

    Evaluation {
        chains = List.copyOf(chains);
    }

    /** The conversions that the chains need for these payments. */
    static Set<Rates.Pair> conversions(List<ApprovalChain> chains, List<Subject> payments) {
        var pairs = new HashSet<Rates.Pair>();
        var paid =
                payments.stream().map(payment -> payment.amount().currency()).distinct().toList();
        var amounts = chains.stream().flatMap(chain -> chain.terms().converted()).distinct();
        amounts.forEach(
                from ->
                        paid.stream()
                                .filter(to -> !to.equals(from))
                                .forEach(to -> pairs.add(new Rates.Pair(from, to))));
        return pairs;
    }

    List<ApprovalStep> steps(Subject payment, Instant now) {
        var steps = new ArrayList<ApprovalStep>();
        boolean certain = false;
        for (ApprovalChain chain : chains) {
            var verdict = chain.terms().condition().judge(payment, rates);
            certain |= verdict == Verdict.HOLDS;
            if (verdict == Verdict.HOLDS
                    || verdict == Verdict.UNKNOWN && !chain.terms().autoApprove()) {
                add(steps, chain, payment, now);
            }
        }
        if (!certain) {
            var of = place(payment, steps, owner.organization);
            steps.add(ApprovalStep.pending(of, List.of(owner.role), false));
        }
        return steps;
    }

    private void add(List<ApprovalStep> steps, ApprovalChain chain, Subject payment, Instant now) {
        var terms = chain.terms();
        boolean small =
                terms.autoApproveLimit()
                        .filter(most -> rates.isWithin(payment.amount(), most))
                        .isPresent();
        if (terms.autoApprove() || small) {
            var of = place(payment, steps, chain.id());
            steps.add(ApprovalStep.autoApproved(of, false, now));
            return;
        }
        for (ChainStep step : terms.steps()) {
            var of = place(payment, steps, chain.id());
            var roles = step.rolesFor(payment.amount(), rates);
            steps.add(ApprovalStep.pending(of, roles, step.allowCreator()));
        }
    }

    /** The next place among the steps of a payment. */
    private static ApprovalStep.Place place(Subject payment, List<ApprovalStep> steps, UUID chain) {
        return new ApprovalStep.Place(
                payment.paymentId(),
                payment.type(),
                Optional.of(payment.accountId()),
                steps.size() + 1,
                chain);
    }
}
