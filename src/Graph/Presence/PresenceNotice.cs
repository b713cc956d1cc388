namespace Slotline.Graph.Presence;

/// <summary>One window's word about where its person is; what nodes tell one another.</summary>
/// <param name="OrganizationId">Whose staff.</param>
/// <param name="StaffMemberId">Who.</param>
/// <param name="Name">The staff member's.</param>
/// <param name="Window">Tells this window from the person's others.</param>
/// <param name="RequestId">Where; null: at no request any more.</param>
/// <param name="Activity">What they do there.</param>
internal sealed record PresenceNotice(
    Guid OrganizationId, Guid StaffMemberId, string Name, string Window, Guid? RequestId, PresenceActivity Activity);
