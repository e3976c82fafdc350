package kontor.directdebits;

import java.util.*;
import kontor.TestKontor;
import kontor.changes.Asked;
import kontor.core.*;
import kontor.http.*;
import org.junit.jupiter.api.Test;

class BulkScratchTest {
    @Test
    void bulk() throws Exception {
        var c = new Collections();
        var mandates = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            mandates.add(c.mandate(c.payer("P" + i, Collections.PAYER), ""));
        }
        var room = new Room();
        var org = c.sandbox.organization();
        var today = c.sandbox.today().plusDays(5); var cpu = java.lang.management.ManagementFactory.getThreadMXBean(); var db = TestKontor.shared().database();
        for (int slice : new int[] {64, 250, 500, 1000}) {
          for (int round = 0; round < 3; round++) {
            int n = 12000;
            long t0 = System.nanoTime(); long parse = 0, door = 0; long c0 = 0;
            for (int at = 0; at < n; at += slice) {
                long a = System.nanoTime();
                var reqs = new ArrayList<NewDirectDebit>();
                for (int i = 0; i < slice; i++) {
                    reqs.add(NewDirectDebit.parse(JsonFields.of(("{\"amount\":{\"currency\":\"EUR\",\"value\":" + (100 + i) + "},\"date\":\"" + today + "\",\"scheme\":\"SDD_CORE\",\"reference\":\"r" + i + "\",\"source\":{\"type\":\"ACCOUNT\",\"id\":\"" + c.account + "\"},\"mandateId\":\"" + mandates.get(i % 20) + "\"}").getBytes())));
                }
                long b = System.nanoTime(); long cb = cpu.getCurrentThreadCpuTime(); parse += b - a;
                db.write(org, tx -> {
                    var owner = TestKontor.shared().wiring().roles().owner(tx);
                    var caller = new Caller(org, Ids.next(), "owner", "Owner", owner, true, true, Set.of(), 100);
                    var asked = new ArrayList<Asked<NewDirectDebit>>();
                    for (var r : reqs) asked.add(new Asked<>(caller, Ids.next(), Ids.next(), Optional.empty(), r));
                    for (var o : room.directDebits.create(tx, asked)) if (!(o instanceof Outcome.Done)) throw new IllegalStateException(o.toString());
                    return 0;
                });
                c0 += cpu.getCurrentThreadCpuTime() - cb; door += System.nanoTime() - b;
            }
            double s = (System.nanoTime() - t0) / 1e9;
            System.out.printf("slice %d round %d: %.0f/s parse %.3f door %.3f javaCpu %.3f%n", slice, round, n / s, parse / 1e9, door / 1e9, c0 / 1e9);
          }
        }
    }
}
