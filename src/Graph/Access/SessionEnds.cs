using System.Collections.Concurrent;
using NodaTime;

namespace Slotline.Graph.Access;

/// <summary>Tells long connections of this process when the session they came by ends.</summary>
public sealed class SessionEnds(IClock clock)
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _watched = [];

    /// <summary>Cancelled when the session is signed out or expires.</summary>
    public CancellationToken Watch(SignedIn session) => _watched.GetOrAdd(KeyOf(session.TokenHash), key =>
    {
        var left = (session.ExpiresAt - clock.GetCurrentInstant()).ToTimeSpan();
        var end = new CancellationTokenSource(
            left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestTimer ? left : LongestTimer);
        end.Token.Register(() => _watched.TryRemove(key, out _));
        return end;
    }).Token;

    public void End(byte[] tokenHash)
    {
        if (_watched.TryRemove(KeyOf(tokenHash), out var end))
        {
            end.Cancel();
        }
    }

    private static string KeyOf(byte[] tokenHash) => Convert.ToHexStringLower(tokenHash);
}
