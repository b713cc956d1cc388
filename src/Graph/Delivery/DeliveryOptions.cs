namespace Slotline.Graph.Delivery;

/// <summary>How mails are sent.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Most mails that a node takes at a time.</summary>
    public int MostAtOnce { get; set; } = 50;

    /// <summary>
    /// How long mails wait while many changes are being written, before a node takes some all the same: under any load
    /// it sends <see cref="MostAtOnce"/> in this time.
    /// </summary>
    public TimeSpan LongestGivingWay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node may keep the mails it took; a node that is silent for so long counts as dead.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The whole sending of one mail, connecting included; well below the lease.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>One answer of the mail server.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Saying goodbye to the mail server.</summary>
    public TimeSpan QuitTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long an idle connection is used again; servers close theirs after a minute or more.</summary>
    public TimeSpan KeepConnection { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a node looks for mails that nobody told it of.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a node looks for reminders.</summary>
    public TimeSpan RemindEvery { get; set; } = TimeSpan.FromSeconds(30);
}
