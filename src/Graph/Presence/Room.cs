using NodaTime;

namespace Slotline.Graph.Presence;

/// <summary>Who of one organization's staff is where, as far as this node has heard.</summary>
internal sealed class Room(PresenceOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid StaffMemberId, string Window), Stay> _stays = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Holds(PresenceNotice notice, Instant now)
    {
        lock (_gate)
        {
            return _stays.TryGetValue((notice.StaffMemberId, notice.Window), out var stay)
                && stay.Until > now && stay.At.RequestId == notice.RequestId;
        }
    }

    public void Apply(PresenceNotice notice, Instant now)
    {
        lock (_gate)
        {
            Forget(now);
            var key = (notice.StaffMemberId, notice.Window);
            _stays.Remove(key, out var before);
            if (notice.RequestId is { } requestId)
            {
                var at = new PresenceNode
                {
                    RequestId = requestId,
                    StaffMemberId = notice.StaffMemberId,
                    Name = notice.Name,
                    Activity = notice.Activity,
                };
                MakeRoomFor(notice.StaffMemberId);
                _stays[key] = new Stay(at, now + Duration.FromTimeSpan(options.Lasts));
            }

            if (_stays.GetValueOrDefault(key)?.At != before?.At)
            {
                _changed.SetResult();
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Who is there, until when if nobody says anything, and what tells of a change.</summary>
    public (IReadOnlyList<PresenceNode> Present, Instant? Until, Task Changed) Look(Instant now)
    {
        lock (_gate)
        {
            Forget(now);
            PresenceNode[] present =
            [
                .. from stay in _stays.Values
                   group stay.At by (stay.At.RequestId, stay.At.StaffMemberId) into person
                   let deepest = person.MaxBy(at => at.Activity)!
                   orderby deepest.Name, deepest.StaffMemberId, deepest.RequestId
                   select deepest,
            ];
            Instant? until = _stays.Count == 0 ? null : _stays.Values.Min(stay => stay.Until);
            return (present, until, _changed.Task);
        }
    }

    private void Forget(Instant now)
    {
        foreach (var (key, stay) in _stays)
        {
            if (stay.Until <= now)
            {
                _stays.Remove(key);
            }
        }
    }

    private void MakeRoomFor(Guid staffMemberId)
    {
        var own = _stays.Where(stay => stay.Key.StaffMemberId == staffMemberId).ToList();
        if (own.Count >= options.MostWindows)
        {
            _stays.Remove(own.MinBy(stay => stay.Value.Until).Key);
        }
    }

    private sealed record Stay(PresenceNode At, Instant Until);
}
