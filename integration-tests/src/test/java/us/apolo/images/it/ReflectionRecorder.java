package us.apolo.images.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.event.VMStartEvent;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks on, as a debugger does, while a program runs, and notes which classes are looked into by reflection and which
 * resources are sought: what an image of the program that is made ahead of time has to be told.
 */
final class ReflectionRecorder implements AutoCloseable {
    /** Where all look-ups of members of a class come by. */
    private static final List<String> MEMBERS =
            List.of("privateGetDeclaredFields", "privateGetDeclaredMethods", "privateGetDeclaredConstructors");

    private final ListeningConnector connector;
    private final Map<String, com.sun.jdi.connect.Connector.Argument> arguments;
    private final String address;
    private final Set<String> types = new TreeSet<>();
    private final Set<String> resources = new TreeSet<>();
    private final CompletableFuture<Void> end;

    private ReflectionRecorder() throws IOException, IllegalConnectorArgumentsException {
        connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(some -> some.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("localAddress")).setValue("127.0.0.1");
        address = connector.startListening(arguments);
        end = CompletableFuture.runAsync(this::record);
    }

    static ReflectionRecorder start() throws IOException, IllegalConnectorArgumentsException {
        return new ReflectionRecorder();
    }

    /** What the program's Java virtual machine is started with. */
    String option() {
        return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address;
    }

    /** The classes that were looked into, once the program has ended. */
    Set<String> types() throws InterruptedException, ExecutionException, TimeoutException {
        end.get(30, TimeUnit.SECONDS);
        return types;
    }

    /** The resources that were sought, once the program has ended; those beside a class by their full name. */
    Set<String> resources() throws InterruptedException, ExecutionException, TimeoutException {
        end.get(30, TimeUnit.SECONDS);
        return resources;
    }

    private void record() {
        try {
            var machine = connector.accept(arguments);
            while (true) {
                var events = machine.eventQueue().remove();
                for (var event : events) {
                    if (event instanceof VMStartEvent) {
                        watch(machine);
                    } else if (event instanceof BreakpointEvent stop) {
                        note(stop.location().method().name(), stop.thread().frame(0));
                    } else if (event instanceof VMDisconnectEvent) {
                        return;
                    }
                }
                events.resume();
            }
        } catch (IOException | IllegalConnectorArgumentsException | IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void watch(VirtualMachine machine) {
        for (var name : MEMBERS) {
            stopIn(machine, "java.lang.Class", name);
        }
        stopIn(machine, "java.lang.Class", "getResourceAsStream");
        stopIn(machine, "java.lang.Class", "getResource");
        stopIn(machine, "java.lang.ClassLoader", "getResources");
        stopIn(machine, "java.lang.ClassLoader", "getResource");
    }

    private static void stopIn(VirtualMachine machine, String type, String name) {
        var methods = machine.classesByName(type).get(0).methodsByName(name);
        if (methods.isEmpty()) {
            throw new IllegalStateException("This Java has no " + type + "." + name + " to look at");
        }
        for (var method : methods) {
            var request = machine.eventRequestManager().createBreakpointRequest(method.location());
            request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            request.enable();
        }
    }

    private void note(String method, StackFrame frame) {
        var receiver = frame.thisObject();
        if (MEMBERS.contains(method)) {
            noteType((ClassObjectReference) receiver);
        } else if (frame.getArgumentValues().get(0) instanceof StringReference name) {
            resources.add(
                    receiver instanceof ClassObjectReference type
                            ? resource(type.reflectedType().name(), name.value())
                            : name.value());
        }
    }

    /** Lambdas are made, and the values of enums found, in the same way; every image has them without being told. */
    private void noteType(ClassObjectReference reference) {
        var type = reference.reflectedType();
        var isEnum = type instanceof ClassType some && some.isEnum();
        var isLambda = type.name().indexOf('/') >= 0;
        if (!isEnum && !isLambda) {
            types.add(type.name());
        }
    }

    private static String resource(String type, String name) {
        return name.startsWith("/")
                ? name.substring(1)
                : type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + name;
    }

    @Override
    public void close() throws IOException, IllegalConnectorArgumentsException {
        connector.stopListening(arguments);
    }
}
