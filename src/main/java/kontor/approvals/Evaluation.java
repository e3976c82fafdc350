package kontor.approvals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;

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
        chains.stream()
                .flatMap(chain -> chain.terms().converted())
                .distinct()
                .forEach(
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
            steps.add(
                    pending(
                            payment,
                            steps.size() + 1,
                            owner.organization,
                            List.of(owner.role),
                            false));
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
            steps.add(
                    new ApprovalStep(
                            payment.paymentId(),
                            payment.type(),
                            Optional.of(payment.accountId()),
                            steps.size() + 1,
                            Ids.next(),
                            chain.id(),
                            List.of(),
                            false,
                            ApprovalStep.Status.APPROVED,
                            true,
                            Optional.empty(),
                            Optional.of(now)));
            return;
        }
        for (ChainStep step : terms.steps()) {
            steps.add(
                    pending(
                            payment,
                            steps.size() + 1,
                            chain.id(),
                            step.rolesFor(payment.amount(), rates),
                            step.allowCreator()));
        }
    }

    private static ApprovalStep pending(
            Subject payment, int number, UUID chain, List<UUID> roles, boolean allowCreator) {
        return new ApprovalStep(
                payment.paymentId(),
                payment.type(),
                Optional.of(payment.accountId()),
                number,
                Ids.next(),
                chain,
                roles,
                allowCreator,
                ApprovalStep.Status.PENDING,
                false,
                Optional.empty(),
                Optional.empty());
    }
}
