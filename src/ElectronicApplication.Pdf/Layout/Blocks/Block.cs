namespace ElectronicApplication.Pdf.Layout.Blocks;

/// <summary>A piece of content. Composing it twice gives the same twice: it keeps no state.</summary>
internal abstract class Block
{
    public abstract void Compose(Composer to);
}

internal sealed class SpaceBlock(double millimetres) : Block
{
    public override void Compose(Composer to) => to.Leave(Composer.Points(millimetres));
}

internal sealed class PageBreakBlock : Block
{
    public override void Compose(Composer to) => to.NextPage();
}

internal sealed class RuleBlock : Block
{
    private const double Space = 4;

    public override void Compose(Composer to)
    {
        to.Need(2 * Space);
        to.Page.BeginArtifact("/Type/Layout");
        to.Page.Line(to.Left, to.Y + Space, to.Left + to.Width, to.Y + Space, 0.5);
        to.Page.End();
        to.Y += 2 * Space;
    }
}
