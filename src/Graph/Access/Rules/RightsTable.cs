using System.Collections.Frozen;
using Slotline.Domain.Directory;
using static Slotline.Domain.Directory.Permissions;
using static Slotline.Graph.Access.Rules.Whose;

namespace Slotline.Graph.Access.Rules;

/// <summary>
/// Who may do what, with whose data: every operation of the schema, each kind of caller. It is asked before an
/// operation's method runs, and what has no row is refused for everybody; the methods themselves keep to the rows that
/// a cell names. A test calls every operation as every caller and compares.
/// </summary>
internal static class RightsTable
{
    private const Permissions Any = Permissions.None;
    private const Permissions Read = RequestsRead;
    private const Permissions Slots = AvailabilityRead;
    private const Permissions Write = RequestsRead | RequestsWrite;
    private const Permissions Decide = RequestsRead | RequestsDecide;
    private const Permissions People = DirectoryWrite;
    private const Permissions Settings = SettingsWrite;

    public static IReadOnlyList<Right> Rows { get; } =
    [
        // Seeing                                     nobody link mem. c.ad tech disp admin token
        new("Query.accessLink",                       Open, Open, Open, Open, Open, Open, Open, Any),
        new("Query.apiTokens",                        No,   No,   No,   No,   No,   No,   All,  null),
        new("Query.appointmentRequest",               No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("Query.appointmentRequests",              No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("Query.appointments",                     No,   No,   No,   No,   All,  All,  All,  Read),
        new("Query.auditLog",                         No,   No,   No,   No,   No,   No,   All,  null),
        new("Query.clients",                          No,   No,   Ours, Ours, All,  All,  All,  Read),
        new("Query.contacts",                         No,   No,   Own,  Ours, All,  All,  All,  Read),
        new("Query.explainSlot",                      No,   No,   No,   No,   All,  All,  All,  Read),
        new("Query.mailDeliveries",                   No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Query.node",                             No,   Own,  Ours, Ours, All,  All,  All,  Any),
        new("Query.nodes",                            No,   Own,  Ours, Ours, All,  All,  All,  Any),
        new("Query.notifications",                    No,   No,   Own,  Own,  Own,  Own,  Own,  Read),
        new("Query.notificationSettings",             No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Query.organization",                     Open, All,  All,  All,  All,  All,  All,  Any),
        new("Query.pendingCount",                     No,   No,   No,   No,   All,  All,  All,  Read),
        new("Query.savedReplies",                     No,   No,   No,   No,   All,  All,  All,  Read),
        new("Query.services",                         No,   Open, All,  All,  All,  All,  All,  Slots),
        new("Query.signInOptions",                    Open, Open, Open, Open, Open, Open, Open, Any),
        new("Query.slots",                            Open, Open, All,  All,  All,  All,  All,  Slots),
        new("Query.staffMembers",                     No,   No,   No,   No,   All,  All,  All,  Read),
        new("Query.statusCounts",                     No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("Query.technicians",                      No,   No,   All,  All,  All,  All,  All,  Slots),
        new("Query.tickets",                          No,   No,   Ours, Ours, All,  All,  All,  Read),
        new("Query.unconfirmedRequest",               Open, Open, Open, Open, Open, Open, Open, Any),
        new("Query.viewer",                           Open, Own,  Own,  Own,  Own,  Own,  Own,  Any),
        new("Query.visitorSettings",                  No,   No,   No,   No,   No,   No,   All,  Settings),

        // Requests                                   nobody link mem. c.ad tech disp admin token
        new("Mutation.announcePresence",              No,   No,   No,   No,   All,  All,  All,  null),
        new("Mutation.approveAppointmentRequest",     No,   No,   No,   No,   No,   All,  All,  Decide),
        new("Mutation.cancelAppointmentRequest",      No,   Own,  Own,  Ours, No,   All,  All,  Write),
        new("Mutation.closeAppointment",              No,   No,   No,   No,   Own,  All,  All,  Decide),
        new("Mutation.confirmAppointmentRequest",     Open, Open, Open, Open, Open, Open, Open, Any),
        new("Mutation.declineAppointmentRequest",     No,   No,   No,   No,   No,   All,  All,  Decide),
        new("Mutation.linkTicket",                    No,   No,   No,   No,   No,   All,  All,  Decide),
        new("Mutation.requestAppointment",            Open, No,   Own,  Ours, No,   All,  All,  Write),
        new("Mutation.rescheduleAppointment",         No,   No,   No,   No,   No,   All,  All,  Decide),
        new("Mutation.updateAppointmentRequest",      No,   Own,  Own,  Ours, No,   All,  All,  Write),
        new("Mutation.updateInternalNotes",           No,   No,   No,   No,   Own,  All,  All,  Decide),

        // The directory and settings                 nobody link mem. c.ad tech disp admin token
        new("Mutation.createAvailabilityException",   No,   No,   No,   No,   Own,  No,   All,  Settings | Read),
        new("Mutation.createClient",                  No,   No,   No,   No,   No,   No,   All,  People),
        new("Mutation.createContact",                 No,   No,   No,   No,   No,   No,   All,  People),
        new("Mutation.createService",                 No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.createTechnician",              No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.deleteAvailabilityException",   No,   No,   No,   No,   Own,  No,   All,  Settings | Read),
        new("Mutation.inviteContact",                 No,   No,   No,   No,   No,   No,   All,  People),
        new("Mutation.inviteStaffMember",             No,   No,   No,   No,   No,   No,   All,  null),
        new("Mutation.renewCalendarFeed",             No,   No,   No,   No,   Own,  No,   All,  Settings),
        new("Mutation.resendInvitation",              No,   No,   No,   No,   No,   No,   All,  null),
        new("Mutation.retryMailDelivery",             No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.setSavedReplies",               No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.setWeeklyHours",                No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.updateContact",                 No,   No,   No,   No,   No,   No,   All,  People),
        new("Mutation.updateNotificationSettings",    No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.updateOrganization",            No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.updateService",                 No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.updateStaffMember",             No,   No,   No,   No,   No,   No,   All,  null),
        new("Mutation.updateTechnician",              No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.updateVisitorSettings",         No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Mutation.upsertTicket",                  No,   No,   No,   No,   No,   No,   All,  People),

        // One's own access                           nobody link mem. c.ad tech disp admin token
        new("Mutation.acceptInvitation",              Open, Open, Open, Open, Open, Open, Open, null),
        new("Mutation.changeOwnPassword",             No,   No,   Own,  Own,  Own,  Own,  Own,  null),
        new("Mutation.createApiToken",                No,   No,   No,   No,   No,   No,   All,  null),
        new("Mutation.markNotificationsRead",         No,   No,   Own,  Own,  Own,  Own,  Own,  Read),
        new("Mutation.requestPasswordReset",          Open, Open, Open, Open, Open, Open, Open, null),
        new("Mutation.resetPassword",                 Open, Open, Open, Open, Open, Open, Open, null),
        new("Mutation.revokeApiToken",                No,   No,   No,   No,   No,   No,   All,  null),
        new("Mutation.revokeOtherSessions",           No,   No,   Own,  Own,  Own,  Own,  Own,  null),
        new("Mutation.revokeSession",                 No,   No,   Own,  Own,  Own,  Own,  Own,  null),
        new("Mutation.signIn",                        Open, Open, Open, Open, Open, Open, Open, Any),
        new("Mutation.signOut",                       No,   Own,  Own,  Own,  Own,  Own,  Own,  Any),
        new("Mutation.updateNotificationPreferences", No,   No,   Own,  Own,  Own,  Own,  Own,  null),
        new("Mutation.updateProfile",                 No,   No,   Own,  Own,  Own,  Own,  Own,  null),

        // Live                                       nobody link mem. c.ad tech disp admin token
        new("Subscription.appointmentRequestChanged", No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("Subscription.notificationReceived",      No,   No,   Own,  Own,  Own,  Own,  Own,  Read),
        new("Subscription.pendingCount",              No,   No,   No,   No,   All,  All,  All,  Read),
        new("Subscription.presenceChanged",           No,   No,   No,   No,   All,  All,  All,  null),
        new("Subscription.slotsChanged",              Open, Open, All,  All,  All,  All,  All,  Slots),
    ];

    /// <summary>Which objects `node` finds for whom; the others do not exist.</summary>
    public static IReadOnlyList<Right> Nodes { get; } =
    [
        // Found by id                                nobody link mem. c.ad tech disp admin token
        new("Node.ApiClient",                         No,   No,   No,   No,   All,  All,  All,  Read),
        new("Node.ApiToken",                          No,   No,   No,   No,   No,   No,   All,  null),
        new("Node.Appointment",                       No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("Node.AppointmentRequest",                No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("Node.AvailabilityException",             No,   No,   No,   No,   All,  All,  All,  Read),
        new("Node.Client",                            No,   No,   Ours, Ours, All,  All,  All,  Read),
        new("Node.Contact",                           No,   No,   Own,  Ours, All,  All,  All,  Read),
        new("Node.MailDelivery",                      No,   No,   No,   No,   No,   No,   All,  Settings),
        new("Node.Notification",                      No,   No,   Own,  Own,  Own,  Own,  Own,  Read),
        new("Node.Organization",                      No,   All,  All,  All,  All,  All,  All,  Any),
        new("Node.AuditEntry",                        No,   No,   No,   No,   No,   No,   All,  null),
        new("Node.Service",                           No,   Open, All,  All,  All,  All,  All,  Slots),
        new("Node.Session",                           No,   No,   Own,  Own,  Own,  Own,  Own,  null),
        new("Node.StaffMember",                       No,   No,   No,   No,   All,  All,  All,  Read),
        new("Node.Technician",                        No,   Open, All,  All,  All,  All,  All,  Slots),
        new("Node.Ticket",                            No,   No,   Ours, Ours, All,  All,  All,  Read),
    ];

    /// <summary>
    /// Fields that show less, or more, than the object they belong to and the one they lead to: to whom they show
    /// anything at all. What is not here follows the rows above. Fields that may not be empty refuse, the others are.
    /// </summary>
    public static IReadOnlyList<Right> Fields { get; } =
    [
        // Below the roots                            nobody link mem. c.ad tech disp admin token
        new("AppointmentRequest.candidates",          No,   No,   No,   No,   All,  All,  All,  Read),
        new("AppointmentRequest.competing",           No,   No,   No,   No,   All,  All,  All,  Read),
        new("AppointmentRequest.decidedBy",           No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("AppointmentRequest.internalNotes",       No,   No,   No,   No,   All,  All,  All,  Read),
        new("AppointmentRequestEvent.actor",          No,   Own,  Own,  Ours, All,  All,  All,  Read),
        new("AppointmentRequestEvent.notes",          No,   No,   No,   No,   All,  All,  All,  Read),
        new("AvailabilityException.reason",           No,   No,   No,   No,   All,  All,  All,  Read),
        new("AvailabilityException.technician",       Open, Open, All,  All,  All,  All,  All,  Slots),
        new("Client.contacts",                        No,   No,   Own,  Ours, All,  All,  All,  Read),
        new("Contact.access",                         No,   No,   No,   No,   No,   No,   All,  People),
        new("Organization.exceptions",                Open, Open, All,  All,  All,  All,  All,  Any),
        new("Organization.services",                  Open, Open, All,  All,  All,  All,  All,  Any),
        new("Service.technicians",                    Open, Open, All,  All,  All,  All,  All,  Any),
        new("Slot.technicians",                       Open, Open, All,  All,  All,  All,  All,  Slots),
        new("SlotSearch.service",                     Open, Open, All,  All,  All,  All,  All,  Slots),
        new("StaffMember.access",                     No,   No,   No,   No,   No,   No,   All,  People),
        new("StaffMember.locale",                     No,   No,   No,   No,   All,  All,  All,  Read),
        new("StaffMember.phone",                      No,   No,   No,   No,   All,  All,  All,  Read),
        new("StaffMember.timeZone",                   No,   No,   No,   No,   All,  All,  All,  Read),
        new("Technician.appointments",                No,   No,   No,   No,   All,  All,  All,  Read),
        new("Technician.email",                       No,   No,   All,  All,  All,  All,  All,  Slots),
        new("Technician.exceptions",                  No,   No,   No,   No,   All,  All,  All,  Read),
        new("Technician.services",                    Open, Open, All,  All,  All,  All,  All,  Any),
        new("Viewer.actor",                           No,   Own,  Own,  Own,  Own,  Own,  Own,  Any),
        new("Viewer.notificationPreferences",         No,   No,   Own,  Own,  Own,  Own,  Own,  null),
        new("Viewer.sessions",                        No,   No,   Own,  Own,  Own,  Own,  Own,  null),
    ];

    private static readonly FrozenDictionary<string, Right> ByOperation =
        Rows.Concat(Nodes).Concat(Fields).ToFrozenDictionary(row => row.Operation, StringComparer.Ordinal);

    public static Right? Find(string operation) => ByOperation.GetValueOrDefault(operation);
}
