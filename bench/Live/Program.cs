using Slotline.Live;

// The program runs itself again for each process that is measured apart: the clients, and the bare server.
return args switch
{
    ["crowd", var address, var protocol, var token] => await Crowd.RunAsync(new Uri(address), protocol, token),
    ["bare", var redis, var channel] => await BareServer.RunAsync(redis, channel),
    ["quick"] => await Comparison.RunAsync([1_000], rounds: 2),
    _ => await Comparison.RunAsync([1_000, 5_000, 10_000], rounds: 5),
};
