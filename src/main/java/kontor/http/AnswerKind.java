package kontor.http;

import kontor.wire.Json;

/**
 * For whom a route answers - programs, OAuth clients, people with a browser - and so in what words
 * it says no. Each room that serves others than programs brings the kind of its routes.
 */
public interface AnswerKind {

    /** The API: errors in its envelope. */
    AnswerKind JSON =
            failure -> {
                var envelope =
                        Json.object()
                                .put("status", failure.status())
                                .put("message", failure.message());
                if (!failure.faults().isEmpty()) {
                    var details = envelope.putArray("details");
                    for (var fault : failure.faults()) {
                        details.addObject()
                                .put("code", fault.code())
                                .put("error", fault.message())
                                .put("field", fault.field());
                    }
                }
                envelope.put("requestId", failure.requestId().toString())
                        .put("type", ErrorAnswers.PAGE + "#" + failure.code());
                return Answer.json(failure.status(), envelope);
            };

    /** The words of a no; the headers that it has in any words are added by the server. */
    Answer words(Failure failure);

    /** Whether the OpenAPI document tells of its routes; pages for people are none of the API. */
    default boolean isDocumented() {
        return true;
    }

    default Answer answer(Failure failure) {
        var answer = words(failure);
        for (var header : failure.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
