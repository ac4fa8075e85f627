using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>What one record loses, collected while it is made.</summary>
/// <param name="label">What the form calls the item at a place of the data.</param>
internal sealed class LossList(Func<string, string> label)
{
    private readonly List<CharacterLoss> _losses = [];

    public IReadOnlyList<CharacterLoss> Losses => _losses;

    public void Add(string place, string from, string to, CharacterLossKind kind)
    {
        var loss = new CharacterLoss(place, label(place), from, to, kind);
        if (!_losses.Contains(loss))
            _losses.Add(loss);
    }

    /// <exception cref="ItemException">A character is stopped.</exception>
    public string Fit(string text, string place, TargetCharset charset, CharacterPolicy policy)
    {
        var fitted = CharacterFit.Of(text, charset, policy);
        if (fitted.Unknown is not null)
            throw new ItemException($"項目「{Named(place)}」に、送り先の文字コード（{charset.Name}）で書けない文字があります。", $"'{place}' has a character that {charset.Name} cannot write.");
        foreach (var (from, to, kind) in fitted.Losses)
            Add(place, from, to, kind);
        return fitted.Text;
    }

    private string Named(string place) => label(place) is { Length: > 0 } words ? $"{words}（{place}）" : place;
}
