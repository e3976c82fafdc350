package kontor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Several who ask in the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** What each of them got, in their order. */
    public static <R> List<R> all(List<Callable<R>> asking) throws Exception {
        var start = new CyclicBarrier(asking.size());
        try (var threads = Executors.newFixedThreadPool(asking.size())) {
            var asked =
                    asking.stream()
                            .map(
                                    one ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        return one.call();
                                                    }))
                            .toList();
            var got = new ArrayList<R>();
            for (var one : asked) {
                got.add(one.get());
            }
            return got;
        }
    }
}
