package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.internal.scope.ApplicationPackages;
import io.datasafe.internal.scope.CallSite;
import java.lang.StackWalker.StackFrame;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.impl.DefaultDSLContext;
import org.junit.jupiter.api.Test;

/** Places in the user's code, seen from a package that is the user's. */
class PlacesTest {
    @Test
    void aPlaceIsItsFramesWithoutLibrariesAndGeneratedClasses() {
        AtomicReference<CallSite> bare = new AtomicReference<>();
        AtomicReference<CallSite> layered = new AtomicReference<>();
        Runnable[] ways = {
            () -> bare.set(here()), () -> Page_Subclass.call(() -> DefaultDSLContext.fetch(() -> layered.set(here())))
        };
        for (Runnable way : ways) {
            way.run();
        }
        assertThat(bare.get().jooq()).isFalse();
        assertThat(layered.get().jooq()).isTrue();
        assertThat(layered.get().frames())
                .extracting(StackFrame::getClassName)
                .contains(PlacesTest.class.getName())
                .noneMatch(name -> name.startsWith("org.jooq") || name.contains("_Subclass"));
        assertThat(layered.get().hash()).isNotEqualTo(bare.get().hash());
        assertThat(layered.get().places()).hasSize(3).first().asString().contains("PlacesTest.here(");
    }

    @Test
    void aGeneratedClassIsNobodysEvenInANamedPackage() {
        AtomicReference<String> nearest = new AtomicReference<>();
        ApplicationPackages named = ApplicationPackages.NONE.with("io.datasafe.usage", "org.jooq.impl");
        DefaultDSLContext.fetch(new Recorder_Subclass(nearest, named));
        assertThat(nearest.get()).contains("DefaultDSLContext.fetch");
        DefaultDSLContext.fetch(new Recorder_Subclass(nearest, ApplicationPackages.NONE));
        assertThat(nearest.get()).contains("PlacesTest.aGeneratedClassIsNobodysEvenInANamedPackage");
    }

    @Test
    void theCallerOfAnEntryIsFoundBehindIt() {
        AtomicReference<String> caller = new AtomicReference<>();
        Runnable ask = () -> caller.set(CallSite.callerOf(AtomicInteger.class, ApplicationPackages.NONE));
        new AtomicInteger().updateAndGet(i -> {
            ask.run();
            return i;
        });
        assertThat(caller.get()).contains("PlacesTest.theCallerOfAnEntryIsFoundBehindIt");
        DefaultDSLContext.transaction(ask);
        assertThat(caller.get()).contains("PlacesTest.theCallerOfAnEntryIsFoundBehindIt");
        DefaultDSLContext.fetch(ask);
        assertThat(caller.get()).isEqualTo("an unknown place");
        ask.run();
        assertThat(caller.get()).isEqualTo("an unknown place");
    }

    private static CallSite here() {
        return CallSite.ofCaller(ApplicationPackages.NONE);
    }

    /** Named as a framework names the classes that it generates. */
    private static final class Page_Subclass {
        static void call(Runnable work) {
            work.run();
        }
    }

    private record Recorder_Subclass(AtomicReference<String> nearest, ApplicationPackages application)
            implements Runnable {
        @Override
        public void run() {
            nearest.set(CallSite.nearest(application));
        }
    }
}
