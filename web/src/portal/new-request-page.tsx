export function NewRequestPage() { return <h1>NewRequestPage</h1> }
