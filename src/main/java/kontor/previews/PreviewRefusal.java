package kontor.previews;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** Why a preview is not made, whatever the payment be. */
enum PreviewRefusal implements RefusalCode {
    /** One at a time for each user: a form asks again with every change. */
    PREVIEW_RUNNING(
            Refusal.Category.BUSY, "another preview of yours is being made; ask again after it");

    private final Refusal.Category category;
    private final String sentence;

    PreviewRefusal(Refusal.Category category, String sentence) {
        this.category = category;
        this.sentence = sentence;
    }

    @Override
    public Refusal.Category category() {
        return category;
    }

    @Override
    public String field() {
        return "";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
