namespace Slotline.Graph.Tests.Access;

/// <summary>
/// One call of each operation, which changes nothing when it is let through: it names a version that was never, or
/// something that no rule allows. What stands in ‹angle quotes› is an id, or a version, of whoever's it is to be.
/// </summary>
internal static class Probes
{
    private const string Span = "from: \"2031-01-06T00:00:00Z\", to: \"2031-01-07T00:00:00Z\"";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Query.accessLink"] = """{ accessLink(token: "none") { name } }""",
        ["Query.apiTokens"] = "{ apiTokens { totalCount } }",
        ["Query.signInOptions"] = "{ signInOptions { provider { name } } }",
        ["Query.auditLog"] = "{ auditLog { totalCount } }",
        ["Query.contacts"] = "{ contacts(first: 100, activeOnly: false) { totalCount nodes { id client { id } } } }",
        ["Query.staffMembers"] = "{ staffMembers { totalCount } }",
        ["Query.appointmentRequest"] = "{ appointmentRequest(id: ‹request›) { id reference } }",
        ["Query.appointmentRequests"] =
            "{ appointmentRequests(first: 100) { totalCount nodes { id client { id } contact { id } } } }",
        ["Query.appointments"] = $"{{ appointments(filter: {{ {Span} }}) {{ totalCount }} }}",
        ["Query.clients"] = "{ clients(first: 100) { totalCount nodes { id contacts { nodes { id } } } } }",
        ["Query.explainSlot"] =
            """{ explainSlot(input: { serviceId: ‹service›, startsAt: "2031-01-06T15:00:00Z" }) { isOffered } }""",
        ["Query.mailDeliveries"] = "{ mailDeliveries { totalCount } }",
        ["Query.node"] = "{ node(id: ‹client›) { id } }",
        ["Query.nodes"] = "{ nodes(ids: [‹client›]) { id } }",
        ["Query.notifications"] = "{ notifications(first: 100) { totalCount nodes { id request { id } } } }",
        ["Query.notificationSettings"] = "{ notificationSettings { footer } }",
        ["Query.organization"] = """{ organization(slug: "demo") { id name } }""",
        ["Query.pendingCount"] = "{ pendingCount { count } }",
        ["Query.savedReplies"] = "{ savedReplies { title } }",
        ["Query.services"] = "{ services { totalCount nodes { id } } }",
        ["Query.slots"] =
            """{ slots(input: { serviceId: ‹open›, from: "2031-01-06", to: "2031-01-06" }) { revision } }""",
        ["Query.statusCounts"] = "{ statusCounts { count } }",
        ["Query.technicians"] = "{ technicians { totalCount nodes { id } } }",
        ["Query.tickets"] = "{ tickets(first: 100) { totalCount nodes { id client { id } } } }",
        ["Query.unconfirmedRequest"] = """{ unconfirmedRequest(token: "none") { expiresAt } }""",
        ["Query.visitorSettings"] = "{ visitorSettings { mostOpen } }",
        ["Query.viewer"] = "{ viewer { role actor { ... on Contact { id } } } }",

        ["Mutation.announcePresence"] = Do("announcePresence", "requestId: ‹request›, window: \"walk\""),
        ["Mutation.approveAppointmentRequest"] = Do(
            "approveAppointmentRequest", "id: ‹request›, expectedVersion: 999999, technicianId: ‹technician›"),
        ["Mutation.cancelAppointmentRequest"] =
            Do("cancelAppointmentRequest", "id: ‹request›, expectedVersion: 999999"),
        ["Mutation.closeAppointment"] = Do(
            "closeAppointment", "requestId: ‹request›, expectedVersion: ‹version›, outcome: COMPLETED"),
        ["Mutation.confirmAppointmentRequest"] = Do("confirmAppointmentRequest", "token: \"none\""),
        ["Mutation.declineAppointmentRequest"] =
            Do("declineAppointmentRequest", "id: ‹request›, expectedVersion: 999999"),
        ["Mutation.linkTicket"] = Do("linkTicket", "requestId: ‹request›, expectedVersion: 999999"),
        ["Mutation.requestAppointment"] = Do(
            "requestAppointment",
            """
            serviceId: ‹open›, startsAt: "2001-01-01T00:00:00Z", timeZone: "UTC",
            visitor: { name: "Vera", email: "vera@visitor.test" }
            """),
        ["Mutation.rescheduleAppointment"] =
            Do("rescheduleAppointment", "requestId: ‹request›, expectedVersion: 999999"),
        ["Mutation.updateAppointmentRequest"] =
            Do("updateAppointmentRequest", "id: ‹request›, expectedVersion: 999999, description: \"Mine\""),
        ["Mutation.updateInternalNotes"] = Do(
            "updateInternalNotes", $"requestId: ‹request›, expectedVersion: ‹version›, internalNotes: \"{Long}\""),

        ["Mutation.createAvailabilityException"] =
            Do("createAvailabilityException", "technicianId: ‹technician›, from: \"2031-01-06\", to: \"2030-01-06\""),
        ["Mutation.createClient"] = Do("createClient", "name: \"\""),
        ["Mutation.createContact"] = Do("createContact", "clientId: ‹client›, name: \"\", email: \"a@b.test\""),
        ["Mutation.createService"] = Do("createService", "name: \"\", durationsMinutes: [60]"),
        ["Mutation.createTechnician"] = Do("createTechnician", "name: \"\", email: \"a@b.test\""),
        ["Mutation.deleteAvailabilityException"] = Do("deleteAvailabilityException", "id: ‹gone›"),
        ["Mutation.renewCalendarFeed"] = Do("renewCalendarFeed", "technicianId: ‹technician›"),
        ["Mutation.retryMailDelivery"] = Do("retryMailDelivery", "id: ‹goneMail›"),
        ["Mutation.setSavedReplies"] = Do("setSavedReplies", "replies: [{ title: \"\", text: \"\" }]"),
        ["Mutation.setWeeklyHours"] = Do(
            "setWeeklyHours",
            "technicianId: ‹technician›, weeklyHours: [{ day: MONDAY, from: \"10:00\", to: \"09:00\" }]"),
        ["Mutation.updateNotificationSettings"] = Do("updateNotificationSettings", "replyTo: \"none\""),
        ["Mutation.updateOrganization"] = Do("updateOrganization", "name: \"\""),
        ["Mutation.updateService"] = Do("updateService", "id: ‹service›, name: \"\""),
        ["Mutation.updateTechnician"] = Do("updateTechnician", "id: ‹technician›, name: \"\""),
        ["Mutation.updateVisitorSettings"] = Do("updateVisitorSettings", "mostOpen: -1"),
        ["Mutation.upsertTicket"] = Do("upsertTicket", "number: \"\", title: \"Mine\", clientId: ‹client›"),

        ["Mutation.inviteContact"] = Do("inviteContact", "contactId: ‹contact›"),
        ["Mutation.inviteStaffMember"] = Do("inviteStaffMember", "name: \"\", email: \"a@b.test\", role: ADMIN"),
        ["Mutation.resendInvitation"] = Do("resendInvitation", "staffMemberId: ‹goneStaff›"),
        ["Mutation.updateContact"] = Do("updateContact", "id: ‹contact›, name: \"\""),
        ["Mutation.updateStaffMember"] = Do("updateStaffMember", "id: ‹goneStaff›, name: \"Mine\""),

        ["Mutation.acceptInvitation"] = Do("acceptInvitation", "token: \"none\", password: \"a long enough one\""),
        ["Mutation.changeOwnPassword"] =
            Do("changeOwnPassword", "currentPassword: \"wrong\", newPassword: \"a long enough one\""),
        ["Mutation.createApiToken"] =
            Do("createApiToken", "name: \"Mine\", scopes: [], expiresAt: \"2031-01-06T00:00:00Z\""),
        ["Mutation.revokeApiToken"] = Do("revokeApiToken", "id: ‹goneToken›"),
        ["Mutation.requestPasswordReset"] = Do("requestPasswordReset", "email: \"nobody@demo.test\""),
        ["Mutation.resetPassword"] = Do("resetPassword", "token: \"none\", password: \"a long enough one\""),
        ["Mutation.revokeOtherSessions"] = "mutation { revokeOtherSessions { errors { code } } }",
        ["Mutation.revokeSession"] = Do("revokeSession", "id: ‹goneSession›"),
        ["Mutation.updateProfile"] = Do("updateProfile", "name: \"\""),
        ["Mutation.markNotificationsRead"] = Do("markNotificationsRead", "ids: []"),
        ["Mutation.signIn"] = Do("signIn", "email: \"nobody@demo.test\", password: \"wrong\""),
        ["Mutation.signOut"] = "mutation { signOut { errors { code } } }",
        ["Mutation.updateNotificationPreferences"] = Do("updateNotificationPreferences", "preferences: []"),

        ["Subscription.appointmentRequestChanged"] = "subscription { appointmentRequestChanged { revision } }",
        ["Subscription.notificationReceived"] = "subscription { notificationReceived { id } }",
        ["Subscription.pendingCount"] = "subscription { pendingCount { count } }",
        ["Subscription.presenceChanged"] = "subscription { presenceChanged { present { __typename } } }",
        ["Subscription.slotsChanged"] =
            """
            subscription {
              slotsChanged(input: { serviceId: ‹open›, from: "2031-01-06", to: "2031-01-06" }) { date }
            }
            """,
    };

    private static string Long { get; } = new('n', 2_001);

    private static string Do(string mutation, string input) =>
        $"mutation {{ {mutation}(input: {{ {input} }}) {{ errors {{ code }} }} }}";
}
