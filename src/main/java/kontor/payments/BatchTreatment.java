package kontor.payments;

/** How a batch is approved: payment by payment, or as a whole. The words of the API. */
public enum BatchTreatment {
    INDIVIDUAL_PAYMENTS,
    BATCH
}
