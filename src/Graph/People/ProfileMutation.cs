using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.People;

/// <summary>Fields left out stay as they are; null clears those that may be empty.</summary>
public sealed record UpdateProfileInput
{
    /// <summary>At most 200 characters.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>At most 50 characters.</summary>
    public Optional<string?> Phone { get; init; }

    /// <summary>Null: the organization's.</summary>
    public Optional<TimeZoneId?> TimeZone { get; init; }

    /// <summary>BCP 47 language tag of the mails.</summary>
    public Optional<string?> Locale { get; init; }
}

public sealed record UpdateProfilePayload : Payload
{
    public ViewerNode? Viewer { get; init; }
}

[MutationType]
public static class ProfileMutation
{
    /// <summary>
    /// Changes the viewer's own details. Staff and contacts. Codes: INVALID_INPUT, FORBIDDEN (a program has none).
    /// </summary>
    public static async Task<UpdateProfilePayload> UpdateProfileAsync(
        UpdateProfileInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        var id = caller.Actor is { Kind: ActorKind.StaffMember or ActorKind.Contact, Id: { } own }
            ? own
            : throw Refusal.Forbidden("Only people have a profile.");
        var changed = await changes.CommitAsync(
            caller,
            async change =>
            {
                if (caller.IsStaff)
                {
                    var member = await change.FindStaffMemberAsync(id, "id");
                    Apply(input, member.Rename, member.ReachByPhone, member.LiveIn, member.Speak);
                    return Sessions.CallerOf(member);
                }

                var contact = await change.FindContactAsync(id, "id");
                Apply(input, contact.Rename, contact.ReachByPhone, contact.LiveIn, contact.Speak);
                return Sessions.CallerOf(contact);
            },
            cancellationToken);
        return new UpdateProfilePayload { Viewer = new ViewerNode(changed) };
    }

    private static void Apply(
        UpdateProfileInput input,
        Action<string> rename,
        Action<string?> reachByPhone,
        Action<string?> liveIn,
        Action<string> speak)
    {
        if (input.Name is { HasValue: true, Value: var name })
        {
            rename(name!);
        }

        if (input.Phone is { HasValue: true, Value: var phone })
        {
            reachByPhone(phone);
        }

        if (input.TimeZone is { HasValue: true, Value: var zone })
        {
            liveIn(zone?.Value);
        }

        if (input.Locale is { HasValue: true, Value: { } locale })
        {
            speak(locale);
        }
    }
}
