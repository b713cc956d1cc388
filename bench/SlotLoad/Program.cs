using Slotline.SlotLoad;

// "quick" is for trying it out: its figures mean little.
var comparison = args is ["quick"] ? new Comparison(Rounds: 2, Seconds: 0.3) : new Comparison(Rounds: 5, Seconds: 0.7);
await comparison.RunAsync();
