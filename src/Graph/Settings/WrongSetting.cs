namespace Slotline.Graph.Settings;

/// <summary>The server was told what it cannot work with. It does not start, and says why in one sentence.</summary>
public sealed class WrongSetting(string sentence) : Exception(sentence);
