using NodaTime;

namespace Slotline.Domain.Access;

/// <summary>
/// How often signing in with an address failed lately: from one network, and from anywhere. It goes by the address as
/// it was typed, whether or not anybody has it, so that being locked out tells nothing about who has an account.
/// </summary>
public sealed class SignInLock
{
    /// <summary>From one network; then that network is refused.</summary>
    public const int FailuresBeforeLockOut = 10;

    /// <summary>From all networks; then all are refused but those where the person is signed in, so that a stranger
    /// locks nobody out of where they work.</summary>
    public const int FailuresAnywhere = 100;

    public static readonly Duration LockOut = Duration.FromMinutes(15);

    /// <summary>Failures further apart than this are not counted together.</summary>
    public static readonly Duration Memory = Duration.FromHours(1);

    private SignInLock()
    {
    }

    /// <summary>SHA-256 of the folded address, and of the network where it counts those of one: nobody reads here who
    /// tried what.</summary>
    public byte[] AddressHash { get; private set; } = [];

    public int Failures { get; private set; }

    public Instant LastFailedAt { get; private set; }

    public Instant? LockedUntil { get; private set; }
}
