package kontor.payments;

/** How a batch wants to be approved; the words of the API. */
public enum BatchTreatment {
    INDIVIDUAL_PAYMENTS,
    BATCH
}
