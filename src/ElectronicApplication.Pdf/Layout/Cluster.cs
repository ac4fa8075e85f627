namespace ElectronicApplication.Pdf.Layout;

/// <summary>One drawn character: a base with its variation selector, or a combining mark of no width.</summary>
/// <param name="Text">What it stands for, for those who search, copy or listen: a base and selector, rarely a whole sequence.</param>
/// <param name="Advance">In em.</param>
internal readonly record struct Cluster(Typeface Face, int Glyph, ClusterText Text, double Advance, BreakClass Class);

/// <param name="Sequence">Set where the glyph stands for more than a base and a selector.</param>
internal readonly record struct ClusterText(int Base, int Selector, string? Sequence = null)
{
    public override string ToString() =>
        Sequence ?? (Selector == 0 ? char.ConvertFromUtf32(Base) : char.ConvertFromUtf32(Base) + char.ConvertFromUtf32(Selector));
}
