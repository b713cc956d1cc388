export function PortalPage() { return <h1>PortalPage</h1> }
