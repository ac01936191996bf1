package io.crossfade.server.admin;

import io.crossfade.server.admin.access.Access;
import io.crossfade.server.admin.access.Gatekeeper;
import io.crossfade.server.admin.web.AdminRequest;
import io.crossfade.server.admin.web.AdminResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What answers on which path of the admin port. A short list needs no key; everything else does,
 * whether it exists or not.
 */
record AdminRoutes(Gatekeeper gatekeeper, List<AdminRoute> routes) {

  AdminResponse answer(AdminRequest request) {
    List<AdminRoute> here = routes.stream().filter(route -> route.matches(request.path())).toList();
    if (!here.isEmpty() && here.getFirst().open()) {
      return answer(request, null, here);
    }
    return switch (gatekeeper.ask(request)) {
      case Access.Refused(AdminResponse.Whole refusal) -> refusal;
      case Access.Granted(Access.By by) -> answer(request, by, here);
    };
  }

  private static AdminResponse answer(
      AdminRequest request, Access.@Nullable By by, List<AdminRoute> here) {
    if (here.isEmpty()) {
      return AdminResponse.error(
          404,
          "not_found",
          "there is nothing here; /v1/management/openapi.json lists what there is");
    }
    return here.stream()
        .filter(route -> route.method().equals(request.answeredMethod()))
        .findFirst()
        .map(route -> answer(request, by, route))
        .orElseGet(() -> methodNotAllowed(here));
  }

  private static AdminResponse answer(
      AdminRequest request, Access.@Nullable By by, AdminRoute route) {
    return route.handler().answer(new AdminRoute.Asked(request, by, route.id(request.path())));
  }

  private static AdminResponse methodNotAllowed(List<AdminRoute> here) {
    String allowed =
        here.stream()
            .map(route -> route.method().equals("GET") ? "GET, HEAD" : route.method())
            .collect(Collectors.joining(", "));
    return AdminResponse.error(405, "method_not_allowed", "this path takes " + allowed)
        .with("allow", allowed);
  }
}
