using System.Collections.Concurrent;
using NodaTime;

namespace Slotline.Graph.Access;

/// <summary>
/// The open sockets and streams of this process, by the sessions they came by; each is told when its session ends, or
/// its person may do other things than before.
/// </summary>
public sealed class SessionEnds
{
    private readonly ConcurrentDictionary<long, Watch> _open = [];
    private long _last;

    public IEnumerable<Watch> Open => _open.Values;

    /// <summary>From now until it is disposed.</summary>
    public Watch Follow(SignedIn session, Instant now)
    {
        var id = Interlocked.Increment(ref _last);
        var watch = new Watch(session, now, () => _open.TryRemove(id, out _));
        _open[id] = watch;
        return watch;
    }

    /// <summary>Ends what came by a session.</summary>
    public void End(byte[] tokenHash)
    {
        foreach (var watch in _open.Values.Where(watch => watch.Session.TokenHash.AsSpan().SequenceEqual(tokenHash)))
        {
            watch.End();
        }
    }

    /// <summary>One socket, stream or request.</summary>
    public sealed class Watch(SignedIn session, Instant since, Action leave) : IDisposable
    {
        private readonly CancellationTokenSource _ended = new();
        private int _seenVersion = session.AccessVersion;

        public SignedIn Session => session;

        public Instant Since => since;

        /// <summary>Cancelled when the session ends.</summary>
        public CancellationToken Ended => _ended.Token;

        /// <summary>Whether it came before the organization's access was last changed, and must be looked up
        /// again.</summary>
        public bool IsOlderThan(int accessVersion) => Volatile.Read(ref _seenVersion) != accessVersion;

        /// <summary>The session was looked up again: goes on with the same rights, or ends.</summary>
        public void Compare(SignedIn? now)
        {
            if (now is null || !RightsOf(now).Equals(RightsOf(session)))
            {
                End();
                return;
            }

            Volatile.Write(ref _seenVersion, now.AccessVersion);
        }

        public void EndIfOver(Instant now)
        {
            if (session.ExpiresAt <= now)
            {
                End();
            }
        }

        public void End()
        {
            leave();
            _ended.Cancel();
        }

        public void Dispose() => leave();

        private static object RightsOf(SignedIn session) => (
            session.Caller.Role, session.Caller.ClientId, session.Caller.TechnicianId, session.Caller.Permissions);
    }
}
